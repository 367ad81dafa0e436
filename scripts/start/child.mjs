// Keeps one child process running: its own process group, started again when it crashes, given up when it crashes too
// often, ended when its supervisor disappears. Knows nothing of what the child does.
import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { guard } from "../process/watchdog.mjs";

const CRASHES = 5;
const WITHIN_MS = 60_000;
const defaultPatience = 10_000;

/**
 * @param {{ name: string, command: string, args: string[], cwd?: string, env: Record<string, string | undefined>,
 *   write: (line: string) => void, patience?: number }} options `patience`: how long it may take to end, in ms
 * @returns {{ stop: () => Promise<void>, restart: () => void, failed: Promise<string> }}
 *   `failed` settles with a sentence when the child can't be kept running
 */
export function keepRunning(options) {
  const { name, write, patience = defaultPatience } = options;
  let current;
  let stopping = false;
  let giveUp;
  const failed = new Promise((done) => {
    giveUp = done;
  });
  const crashes = [];

  const begin = () => {
    current = launch(options);
    current.exited.then(async ({ code, signal, error, wanted }) => {
      if (stopping) return;
      if (wanted) return begin();
      const how = error
        ? `could not be started (${error.message})`
        : signal
          ? `was ended by ${signal}`
          : `ended with code ${code}`;
      crashes.push(Date.now());
      const recent = crashes.filter((at) => Date.now() - at < WITHIN_MS).length;
      if (recent >= CRASHES) return giveUp(`The ${name} ${how}, ${recent} times within a minute.`);
      write(`The ${name} ${how}; starting it again.`);
      await sleep(250 * 2 ** (recent - 1));
      if (!stopping) begin();
    });
  };
  begin();

  return {
    failed,
    restart: () => current.end(patience, true),
    stop: async () => {
      stopping = true;
      await current.end(patience);
    },
  };
}

function launch({ command, args, cwd, env, write, patience = defaultPatience }) {
  const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  forwardLines(child.stdout, write);
  forwardLines(child.stderr, write);
  const dismiss = child.pid === undefined ? () => {} : guard(-child.pid, "TERM", { patience });
  let wanted = false;
  const exited = new Promise((done) => {
    child.on("error", (error) => done({ code: null, signal: null, error, wanted }));
    child.on("exit", (code, signal) => done({ code, signal, wanted }));
  });
  exited.then(dismiss);
  const end = async (patience, again = false) => {
    wanted = again;
    signalGroup(child.pid, "SIGTERM");
    const timer = setTimeout(() => signalGroup(child.pid, "SIGKILL"), patience);
    await exited;
    clearTimeout(timer);
    // Grandchildren that outlived it (a compiler's workers) go with it.
    signalGroup(child.pid, "SIGKILL");
  };
  return { exited, end };
}

function signalGroup(pid, signal) {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (error.code !== "ESRCH" && error.code !== "EPERM") throw error;
  }
}

function forwardLines(stream, write) {
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("data", (text) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) write(line);
  });
  stream.on("end", () => {
    if (rest) write(rest);
  });
}
