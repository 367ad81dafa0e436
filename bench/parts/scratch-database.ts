// A PostgreSQL of its own for a bench that works inside this process: as durable as the product's, migrated, empty, and
// removed afterwards.

import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { closeDatabase, openDatabase } from "@/db/client";
import { migrate } from "@/db/migrate";
import { setTestEnvironment } from "@/lib/auth/testing/request";

const root = process.env.WEFT_BENCH_ROOT ?? process.cwd();

interface Server {
  url: string;
  superUrl: string;
  stop(): Promise<void>;
}

/** Runs `work` with this process's database open on an empty one; it gets the addresses of its superuser and of the product. */
export async function withScratchDatabase<T>(
  work: (superUrl: string, url: string) => Promise<T>,
  settings: Record<string, string> = {},
): Promise<T> {
  setTestEnvironment();
  const folder = mkdtempSync(join(tmpdir(), "weft-bench-"));
  // Started as root, the server runs as an unprivileged user, who must be able to pass.
  chmodSync(folder, 0o755);
  // Read from where it lies: it finds its binaries and scripts beside itself.
  const { startPostgres } = await import(pathToFileURL(join(root, "scripts", "postgres.mjs")).href);
  const server: Server = await startPostgres({ dataDir: join(folder, "postgres"), settings });
  try {
    await migrate(server.url);
    openDatabase(server.url, 10);
    const superUrl = new URL(server.superUrl);
    superUrl.pathname = new URL(server.url).pathname;
    return await work(superUrl.href, server.url);
  } finally {
    await closeDatabase();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
