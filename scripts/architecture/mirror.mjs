// Writes the sources as plain JavaScript, so that dependency-cruiser can read them: TypeScript 7 has no programming
// interface for it to use. Two forms: with the imports of types erased, as at run time, or kept.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { transformSync } from "esbuild";
import { StartError } from "../process/start-error.mjs";

const FOLDERS = ["app", "components", "db", "e2e", "lib"];
const FILES = ["proxy.ts", "instrumentation.ts"];

/**
 * Mirrors the sources under `root` into `target`.
 * @returns {string[]} the files that open with "use client", as they are named in the mirror
 */
export function mirrorSources(root, target, { types }) {
  const clients = [];
  for (const path of listSources(root)) {
    const source = readFileSync(join(root, path), "utf8");
    const name = path.replace(/\.tsx?$/, ".js");
    if (/^(\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*["']use client["']/.test(source)) clients.push(name);
    const file = join(target, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, toJavaScript(types ? keepTypeImports(source) : source, path));
  }
  return clients;
}

/** A type import becomes an import of the module for its own sake, which is all that is looked at. */
function keepTypeImports(source) {
  return source
    .replaceAll(/^import type [^;"']*?from\s*(["'][^"']+["'])/gm, "import $1")
    .replaceAll(/^export type [^;="']*?from\s*(["'][^"']+["'])/gm, "import $1");
}

function toJavaScript(source, path) {
  try {
    return strip(source, path);
  } catch (error) {
    const first = error.errors?.[0];
    throw first ? new StartError(`${path} can't be read: ${first.text} (line ${first.location?.line}).`, error) : error;
  }
}

function strip(source, path) {
  const { code } = transformSync(source, {
    loader: path.endsWith("x") ? "tsx" : "ts",
    jsx: "preserve",
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
    sourcefile: path,
    logLevel: "silent",
  });
  const up = relative(dirname(path), ".") || ".";
  // Markup has told what it imports; what is left of it must not stop a JavaScript parser.
  const plain = transformSync(code, { loader: "jsx", jsx: "transform", logLevel: "silent" }).code;
  return plain.replaceAll(/(["'])@\/([^"']+)\1/g, (_, quote, rest) => `${quote}${up}/${rest}${quote}`);
}

function listSources(root) {
  const found = [];
  const visit = (folder) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) visit(path);
      else if (/\.tsx?$/.test(entry.name) && !entry.name.endsWith(".d.ts")) found.push(path);
    }
  };
  const top = readdirSync(root);
  for (const folder of FOLDERS.filter((name) => top.includes(name))) visit(folder);
  return [...found, ...FILES.filter((name) => top.includes(name))];
}
