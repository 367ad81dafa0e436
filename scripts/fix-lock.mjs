// Completes package-lock.json after an install: `npm ci` refuses a lock that lacks an optional platform
// package which npm could not resolve while writing it. Each one missing gets a stub of its exact version.
import fs from "node:fs";

const lock = JSON.parse(fs.readFileSync("package-lock.json", "utf8"));
const packages = lock.packages;
const systems = ["darwin", "linux", "win32", "android", "freebsd", "openbsd", "netbsd", "aix", "sunos", "openharmony"];
const processors = ["arm64", "x64", "arm", "ia32", "ppc64", "s390x", "riscv64", "loong64", "mips64el", "wasm32"];

/** Whether `name` can be resolved from the package at `from`, the way Node looks upwards. */
function isLocked(from, name) {
  for (let at = from; ; ) {
    if (packages[`${at ? `${at}/` : ""}node_modules/${name}`]) return true;
    if (!at) return false;
    const cut = at.lastIndexOf("/node_modules/");
    at = cut < 0 ? "" : at.slice(0, cut);
  }
}

for (const [path, entry] of Object.entries(packages)) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    const version = range.replace(/^[~^]/, "");
    if (isLocked(path, name) || !/^\d+\.\d+\.\d+/.test(version)) continue;
    const words = name.split(/[/-]/);
    const os = systems.find((s) => words.includes(s)) ?? (words.includes("linuxmusl") ? "linux" : undefined);
    const cpu = processors.find((c) => words.includes(c)) ?? (words.some((w) => /^arm/.test(w)) ? "arm" : undefined);
    if (!cpu || (!os && cpu !== "wasm32")) continue;
    const top = `node_modules/${name}`;
    const place = packages[top] ? `${path}/${top}` : top;
    packages[place] = {
      version,
      cpu: [cpu],
      ...(entry.dev ? { dev: true } : {}),
      optional: true,
      ...(os ? { os: [os] } : {}),
    };
  }
}

lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
fs.writeFileSync("package-lock.json", `${JSON.stringify(lock, null, 2)}\n`);
