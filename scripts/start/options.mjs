// What the person asked for: the command line of `npm start` and the few variables that the supervisor itself needs.
// Everything that web, worker and commands read is judged later by lib/env.ts.
import { parseArgs } from "node:util";
import { StartError } from "../process/start-error.mjs";

const USAGE = `Usage: npm start -- [options]
  --port N     where the web server listens (PORT; default 3000)
  --host H     the address it listens on (default 127.0.0.1; 0.0.0.0 for every network)
  --dev        development: pages are compiled when they are asked for, sources are watched
  --only PART  web or worker: that process alone, for several machines on one DATABASE_URL
  --help       this text
Variables: DATABASE_URL, WEFT_HOME, WEFT_SECRET_KEY, AUTH_SECRET, WEFT_PUBLIC_URL; see README.md.`;

/** @returns {{ port: number, host: string, dev: boolean, only: string | undefined } | { usage: string }} */
export function readOptions(args, env) {
  let values;
  try {
    values = parseArgs({
      args,
      options: {
        port: { type: "string" },
        host: { type: "string" },
        dev: { type: "boolean", default: false },
        only: { type: "string" },
        help: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    throw new StartError(`${error.message}\n${USAGE}`);
  }
  if (values.help) return { usage: USAGE };
  if (values.only !== undefined) checkOnly(values.only, values.dev, env);
  return {
    port: readPort(values.port ?? env.PORT, 3000, values.port === undefined ? "PORT" : "--port"),
    host: values.host ?? "127.0.0.1",
    dev: values.dev,
    only: values.only,
  };
}

function checkOnly(only, dev, env) {
  if (only !== "web" && only !== "worker") throw new StartError(`--only is "${only}"; it must be web or worker.`);
  if (dev) throw new StartError("--only and --dev don't go together: development runs everything.");
  if (env.DATABASE_URL) return;
  throw new StartError(
    "--only is for processes that share one PostgreSQL: set DATABASE_URL (postgresql://user:password@host/database), and the same WEFT_SECRET_KEY and AUTH_SECRET for all of them.",
  );
}

/** A port number, or a sentence about what is wrong with it. */
export function readPort(text, fallback, name) {
  if (text === undefined || text === "") return fallback;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  throw new StartError(`${name} is "${text}", which is not a port: give a whole number from 1 to 65535.`);
}
