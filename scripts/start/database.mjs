// The built-in database of an installation, kept running on one port: a crash is repaired in place, because web and
// worker know that port. Must not know who connects.
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startPostgres } from "../postgres.mjs";
import { readPort } from "./options.mjs";

const CRASHES = 5;
const WITHIN_MS = 60_000;

/**
 * @param {{ home: string, env: Record<string, string | undefined>, write: (line: string) => void }} options
 * @returns {Promise<{ url: string, stop: () => Promise<void>, failed: Promise<string> }>}
 */
export async function keepDatabase({ home, env, write }) {
  const dataDir = join(home, "postgres");
  const port = readPort(env.WEFT_DATABASE_PORT, 0, "WEFT_DATABASE_PORT");
  let server = await startPostgres({ dataDir, port, log: write });
  let stopping = false;
  const crashes = [];
  const watch = async (giveUp) => {
    for (;;) {
      await server.exited;
      if (stopping) return;
      crashes.push(Date.now());
      if (crashes.filter((at) => Date.now() - at < WITHIN_MS).length >= CRASHES) {
        return giveUp(`The database ended ${CRASHES} times within a minute; its log is ${dataDir}.log.`);
      }
      write("The database ended unexpectedly; starting it again.");
      try {
        await sleep(200);
        if (!stopping) server = await startPostgres({ dataDir, port: server.port, log: write });
      } catch (error) {
        return giveUp(error.message);
      }
    }
  };
  return {
    url: server.url,
    failed: new Promise((giveUp) => void watch(giveUp)),
    stop: async () => {
      stopping = true;
      await server.stop();
    },
  };
}
