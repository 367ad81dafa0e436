// What running the product costs: time until it is ready, with and without data; time until it has stopped; memory of
// every process at idle; JavaScript that each page loads first. Works on the built product, started as users start it.

import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { findFreePort } from "@/e2e/fixtures/find-free-port";
import { listMemory } from "./parts/memory";

const root = process.env.WEFT_BENCH_ROOT ?? process.cwd();
const web = process.env.WEFT_BENCH_WEB ?? "";
const idleMs = 8_000;

interface Started {
  child: ChildProcess;
  ms: number;
}

async function start(home: string): Promise<Started> {
  const port = await findFreePort();
  const begun = performance.now();
  const child = spawn(process.execPath, ["scripts/start.mjs", "--port", String(port)], {
    cwd: root,
    env: { ...process.env, WEFT_HOME: home, DATABASE_URL: "" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return new Promise((resolve, reject) => {
    let text = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (part: Buffer) => {
        text += part.toString();
        if (text.includes("Weft is ready at")) resolve({ child, ms: performance.now() - begun });
      });
    }
    child.once("exit", (code) => reject(new Error(`ended with ${code}: ${text}`)));
  });
}

function stop({ child }: Started): Promise<number> {
  const begun = performance.now();
  return new Promise((resolve) => {
    child.once("exit", () => resolve(performance.now() - begun));
    child.kill("SIGTERM");
  });
}

function firstLoad(): { route: string; "gzip kB": number; "plain kB": number }[] {
  const stats: { route: string; firstLoadChunkPaths: string[] }[] = JSON.parse(
    readFileSync(join(web, "route-bundle-stats.json"), "utf8"),
  );
  return stats
    .filter(({ firstLoadChunkPaths }) => firstLoadChunkPaths.length > 0)
    .map(({ route, firstLoadChunkPaths }) => {
      const files = firstLoadChunkPaths.map((path) => readFileSync(join(web, path)));
      const kb = (sizes: number[]) => Math.round(sizes.reduce((sum, size) => sum + size, 0) / 1000);
      return {
        route,
        "gzip kB": kb(files.map((file) => gzipSync(file).length)),
        "plain kB": kb(files.map((file) => file.length)),
      };
    });
}

/** Starts the product twice on one folder and looks at what it takes. */
export async function run() {
  const home = mkdtempSync(join(tmpdir(), "weft-bench-"));
  // Started as root, the database runs as an unprivileged user, who must be able to pass.
  chmodSync(home, 0o755);
  try {
    const data = join(home, "data");
    const first = await start(data);
    await stop(first);
    const second = await start(data);
    await new Promise((resolve) => setTimeout(resolve, idleMs));
    const memory = listMemory(second.child.pid ?? 0);
    const stopped = await stop(second);
    const seconds = (ms: number) => Number((ms / 1000).toFixed(2));
    const times = [
      { what: "first start, empty folder", seconds: seconds(first.ms) },
      { what: "later start", seconds: seconds(second.ms) },
      { what: "stop", seconds: seconds(stopped) },
    ];
    return { times, memory, pages: firstLoad() };
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
