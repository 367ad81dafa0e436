// Finds a Chromium for the journeys, fetching one only where none is. With Chinese fonts, or pages show boxes.
import { execFileSync, spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { StartError } from "../process/start-error.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];
const PLACES = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/snap/bin/chromium"];

/** The browser's path; undefined when Playwright brings its own. */
export function findBrowser(log) {
  const found = process.env.CHROMIUM_PATH || onPath();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    log("Installing Chromium and Chinese fonts with apt-get");
    if (fetchWithApt()) return onPath();
  }
  if (ownBrowserIsThere() || fetchOwn(log)) return undefined;
  throw new StartError(
    "No browser for the journeys: install Chromium (Debian: apt-get install chromium fonts-noto-cjk), or name one with CHROMIUM_PATH.",
  );
}

function onPath() {
  const candidates = (process.env.PATH ?? "").split(delimiter).flatMap((dir) => NAMES.map((name) => join(dir, name)));
  return [...candidates, ...PLACES].find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function fetchWithApt() {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (...args) => spawnSync("apt-get", args, { env, stdio: ["ignore", "ignore", "inherit"] }).status === 0;
  const packages = ["install", "-y", "--no-install-recommends", "chromium", "fonts-noto-cjk"];
  return apt(...packages) || (apt("update") && apt(...packages));
}

function playwrightCli() {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve("@playwright/test/package.json")), "cli.js");
}

function ownBrowserIsThere() {
  const script = 'import("@playwright/test").then((p) => process.stdout.write(p.chromium.executablePath()))';
  try {
    return existsSync(execFileSync(process.execPath, ["-e", script], { encoding: "utf8" }));
  } catch {
    return false;
  }
}

function fetchOwn(log) {
  log("Fetching Playwright's own Chromium");
  return spawnSync(process.execPath, [playwrightCli(), "install", "chromium"], { stdio: "inherit" }).status === 0;
}
