// Keeps the documents true: files of the reading order exist, links lead somewhere, and no name in the code uses a word
// that the glossary bans. By hand: `npm run docs`.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { pathToFileURL } from "node:url";

const READMES = ["README.md", "README.zh-CN.md"];
const SOURCES = ["app", "components", "db", "e2e", "lib", "scripts", "bench"];
const DECLARATION = /\b(?:const|let|function\*?|class|interface|type|enum)\s+([A-Za-z_$][\w$]*)/g;

/** @returns {{ checked: number, faults: string[] }} */
export function checkDocs(root) {
  const faults = [];
  let checked = 0;
  const check = (fault) => {
    checked += 1;
    if (fault) faults.push(fault);
  };
  for (const readme of READMES) {
    const text = read(root, readme);
    check(text === undefined && `${readme} is missing`);
    if (text === undefined) continue;
    const order = readingOrder(text);
    check(
      order.length < 8 && `${readme}: the reading order names ${order.length} files; a newcomer needs about a dozen`,
    );
    for (const file of order)
      check(!existsSync(join(root, file)) && `${readme}: the reading order names ${file}, which does not exist`);
  }
  for (const file of documents(root)) {
    for (const link of localLinks(read(root, file) ?? "")) {
      const target = normalize(join(dirname(file), decodeURIComponent(link)));
      check(!existsSync(join(root, target)) && `${file}: the link to ${link} leads nowhere`);
    }
  }
  const banned = bannedWords(read(root, "README.md") ?? "");
  check(banned.size === 0 && "README.md: the glossary bans no word (a third column “never”)");
  const misnamed = sources(root).flatMap((path) => findMisnamed(root, path, banned));
  for (const fault of misnamed.length > 0 ? misnamed : [undefined]) check(fault);
  return { checked, faults };
}

/** Names declared in a file, and the file's own, that use a banned word. */
function findMisnamed(root, path, banned) {
  const text = readFileSync(join(root, path), "utf8");
  const names = [...text.matchAll(DECLARATION)].map((match) => match[1] ?? "");
  names.push(path.slice(path.lastIndexOf("/") + 1).replace(/\..*$/, ""));
  return names.flatMap((name) => {
    const words = ` ${wordsOf(name).join(" ")} `;
    const synonym = [...banned.keys()].find((part) => words.includes(` ${part} `));
    return synonym ? [`${path}: “${name}” says ${synonym}; the word is ${banned.get(synonym)}`] : [];
  });
}

const read = (root, file) => (existsSync(join(root, file)) ? readFileSync(join(root, file), "utf8") : undefined);

/** The section under a heading that one of the words opens, up to the next heading of its rank. */
function section(text, words) {
  const lines = text.split("\n");
  const begin = lines.findIndex(
    (line) => /^#{2,3} /.test(line) && words.some((word) => line.toLowerCase().includes(word)),
  );
  if (begin < 0) return "";
  const rank = lines[begin]?.match(/^#+/)?.[0].length ?? 2;
  const length = lines.slice(begin + 1).findIndex((line) => (line.match(/^(#+) /)?.[1]?.length ?? 9) <= rank);
  return lines.slice(begin + 1, length < 0 ? undefined : begin + 1 + length).join("\n");
}

function readingOrder(text) {
  const items = section(text, ["reading order", "阅读顺序"])
    .split("\n")
    .filter((line) => /^\s*\d+\./.test(line));
  return items.flatMap((line) => line.match(/[`(]([\w@./()[\]-]+\.\w+|[\w@./-]+\/)[`)]/)?.[1] ?? []);
}

/** synonym, of one word or more in a row → the word to use, from the glossary: | word | what it is | never | */
function bannedWords(text) {
  const banned = new Map();
  for (const line of section(text, ["glossary"]).split("\n")) {
    const [, word, , never] = line.split("|").map((cell) => cell.replaceAll(/[*`]/g, "").trim());
    if (!word || !never || /^-+$/.test(never) || never.toLowerCase() === "never") continue;
    for (const synonym of never.split(/,\s*/)) banned.set(wordsOf(synonym).join(" "), word);
  }
  return banned;
}

/** The words of a name, in the singular as far as a final s tells. */
function wordsOf(name) {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[\s_$.-]+/);
  return words.map((word) => word.replace(/(?<!s)s$/, ""));
}

function localLinks(text) {
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? "");
  return links.filter((link) => !/^(https?:|mailto:|#)/.test(link)).map((link) => link.replace(/#.*$/, ""));
}

function documents(root) {
  return [...READMES, ...walk(root, "docs").filter((path) => path.endsWith(".md"))].filter((path) =>
    existsSync(join(root, path)),
  );
}

const sources = (root) =>
  SOURCES.flatMap((folder) => walk(root, folder)).filter((path) => /\.(ts|tsx|mjs)$/.test(path));

function walk(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? walk(root, path) : [path];
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { checked, faults } = checkDocs(process.cwd());
  for (const fault of faults) console.log(fault);
  console.log(`${checked} facts of the documents checked: ${faults.length} wrong`);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
