// `npm run weft -- <command>`: the product's command line from a checkout. Uses the database of the running instance, or
// starts the built-in one for as long as the command takes. Plain JavaScript for Node 20 without dependencies.
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { StartError } from "./process/start-error.mjs";
import { build } from "./start/build.mjs";
import { keepDatabase } from "./start/database.mjs";
import { chooseHome, claimHome, openHome, readKeys } from "./start/home.mjs";
import { findInstance } from "./start/instance-file.mjs";
import { runCommand } from "./start/run-command.mjs";
import { endWith, onPinnedNode } from "./start/run-script.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
// Only the command's own words go to stdout, so that its output can be piped.
const say = (line) => console.error(line);

const args = process.argv.slice(2);

async function command() {
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => {});

  const { node: bundles } = await build({ root, web: false, log: say });
  const home = chooseHome(root, process.env);
  openHome(home);
  const instance = findInstance(home);
  const given = process.env.DATABASE_URL || instance?.databaseUrl;
  const release = given ? () => {} : await claimHome(home);
  const database = given ? undefined : await keepDatabase({ home, env: process.env, write: say });
  try {
    const env = {
      ...process.env,
      ...readKeys(home, process.env),
      DATABASE_URL: given ?? database?.url,
      WEFT_HOME: home,
      // Addresses that commands print are those of the running instance.
      PORT: process.env.PORT || (instance && new URL(instance.url).port) || "",
    };
    if (!instance && args.length > 0) {
      const prepared = await runCommand({ bundles, args: ["prepare"], env, quiet: true });
      if (prepared.code !== 0) throw new StartError(prepared.text);
    }
    return (await runCommand({ bundles, args, env })).code;
  } finally {
    await database?.stop();
    release();
  }
}

await endWith(() => onPinnedNode({ url: import.meta.url, root, args, log: say }, command));
