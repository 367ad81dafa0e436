// `npm start`: from whatever state the checkout is in to a running product, and back to nothing on Ctrl-C.
// Plain JavaScript for Node 20 without dependencies, because it runs before anything is installed.
import { createServer } from "node:net";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { onOrphaned } from "./process/identity.mjs";
import { StartError } from "./process/start-error.mjs";
import { build } from "./start/build.mjs";
import { keepDatabase } from "./start/database.mjs";
import { chooseHome, claimHome, openHome, readKeys } from "./start/home.mjs";
import { installPackages } from "./start/install.mjs";
import { announceInstance } from "./start/instance-file.mjs";
import { readOptions } from "./start/options.mjs";
import { continueUnder, findNode } from "./start/pinned-node.mjs";
import { runCommand } from "./start/run-command.mjs";
import { startDevelopment, startWeb, startWorker } from "./start/servers.mjs";

const READY_MS = 90_000;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const say = (line) => console.log(line);
process.stdout.on("error", () => {});

async function main() {
  const begun = performance.now();
  const options = readOptions(process.argv.slice(2), process.env);
  if ("usage" in options) return say(options.usage);
  await installPackages(root, say);
  const node = findNode();
  if (node !== process.execPath) {
    process.exitCode = await continueUnder(node, fileURLToPath(import.meta.url), process.argv.slice(2));
    return;
  }

  // What was started, in order; ended from the last to the first: web, worker, database, then the folder is free.
  const running = [];
  const ended = listenForSignals();
  try {
    await Promise.race([ended, start(options, running, begun)]);
    if (!ended.reason) await Promise.race([ended, ...running.map((part) => part.failed).filter(Boolean)]).then(blame);
  } finally {
    if (ended.reason) say("Stopping");
    for (const part of running.reverse()) await part.stop();
  }
}

async function start({ host, port, dev, only }, running, begun) {
  const env = process.env;
  const home = chooseHome(root, env);
  openHome(home);
  // Processes that share a database may also share a folder for files.
  const release = only ? () => {} : await claimHome(home);
  running.push({ stop: async () => release() });
  if (only !== "worker") await checkPort(host, port);
  const built = await build({ root, web: !dev && only !== "worker", log: say });
  const keys = readKeys(home, env);
  let databaseUrl = env.DATABASE_URL;
  if (!databaseUrl) {
    const database = await keepDatabase({ home, env, write: say });
    running.push(database);
    databaseUrl = database.url;
  }
  const childEnv = { ...env, ...keys, DATABASE_URL: databaseUrl, WEFT_HOME: home, PORT: String(port), HOSTNAME: host };
  const prepared = await runCommand({ bundles: built.node, args: ["prepare"], env: childEnv, quiet: true });
  if (prepared.code !== 0) throw new StartError(prepared.text);
  if (prepared.text) say(prepared.text);

  const places = { root, built, env: childEnv, host, port, write: say };
  const servers = dev ? await startDevelopment(places) : startParts(only, places);
  running.push(...servers);
  if (only === "worker") return say("The worker runs · Ctrl-C stops it");
  // A web server alone is as good as its worker elsewhere; it waits for its own answer only.
  const question = `http://${reached(host)}:${port}/api/${only ? "health" : "ready"}`;
  await Promise.race([untilAnswered(question), ...servers.map((server) => server.failed.then(blame))]);
  const url = `http://${shown(host)}:${port}`;
  if (!only) {
    const withdraw = announceInstance(home, { url, databaseUrl });
    running.push({ stop: async () => withdraw() });
  }
  const took = ((performance.now() - begun) / 1000).toFixed(1);
  say(`\n  Weft is ready at ${env.WEFT_PUBLIC_URL || url}\n  Data: ${home} · started in ${took} s · Ctrl-C stops it\n`);
}

const startParts = (only, places) => [
  ...(only === "web" ? [] : [startWorker(places)]),
  ...(only === "worker" ? [] : [startWeb(places)]),
];

const blame = (sentence) => {
  if (sentence !== undefined) throw new StartError(`${sentence} Everything is stopped; its messages are above.`);
};

/** A promise of the first signal; a second one, some time later, ends at once what would not end in order. */
function listenForSignals() {
  let first = 0;
  const ended = new Promise((done) => {
    const heed = (signal) => {
      if (first === 0) {
        first = Date.now();
        ended.reason = signal;
        done();
        // npm and the terminal both pass the same Ctrl-C on; what comes within a second is not a second wish.
      } else if (Date.now() - first > 1_000) process.exit(130);
    };
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, heed);
    if (process.env.npm_lifecycle_event || process.env.WEFT_END_WITH_PARENT) onOrphaned(() => heed("SIGTERM"));
  });
  return ended;
}

function checkPort(host, port) {
  return new Promise((done, failed) => {
    const probe = createServer();
    probe.once("error", (error) => failed(explainPort(error, host, port)));
    probe.listen(port, host, () => probe.close(() => done()));
  });
}

function explainPort(error, host, port) {
  const text = {
    EADDRINUSE: `Port ${port} is in use by another program. Stop it, or choose another port: npm start -- --port ${port + 1}.`,
    EACCES: `This user may not listen on port ${port}: ports below 1024 are reserved. Choose another one: npm start -- --port 3000.`,
    EADDRNOTAVAIL: `This machine has no network address ${host}. Use --host 127.0.0.1, or --host 0.0.0.0 for every network.`,
    ENOTFOUND: `The host name "${host}" is unknown. Use --host 127.0.0.1, or --host 0.0.0.0 for every network.`,
  }[error.code];
  return text ? new StartError(text, error) : error;
}

async function untilAnswered(question) {
  const until = Date.now() + READY_MS;
  let last = "no answer";
  while (Date.now() < until) {
    try {
      const answer = await fetch(question, { signal: AbortSignal.timeout(30_000) });
      if (answer.ok) return;
      last = await answer.text();
    } catch (error) {
      last = error.cause?.message ?? error.message;
    }
    await sleep(50);
  }
  throw new StartError(`Weft did not get ready within ${READY_MS / 1000} s. ${question} says: ${last.slice(0, 500)}`);
}

/** The address to reach a server that listens on `host`, from this machine. */
const reached = (host) => (host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "[::1]" : bracket(host));
const shown = (host) => (["0.0.0.0", "::", "127.0.0.1", "::1"].includes(host) ? "localhost" : bracket(host));
const bracket = (host) => (host.includes(":") ? `[${host}]` : host);

try {
  await main();
} catch (error) {
  console.error(error instanceof StartError ? `\n${error.message}` : error);
  process.exitCode = 1;
}
// Nothing may keep a stopped supervisor alive.
process.exit();
