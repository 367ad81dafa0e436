// Runs one bundled bench in a process of its own: prints its tables and writes them as JSON. A bench exports `run`, which
// answers with rows, or with several named tables of rows.
import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [file, output, machine] = process.argv.slice(2);
const { run } = await import(pathToFileURL(file).href);
const result = await run();
const tables = Array.isArray(result) ? { "": result } : result;
for (const [name, rows] of Object.entries(tables)) {
  if (name) console.log(name);
  console.table(rows);
}
writeFileSync(
  output,
  `${JSON.stringify({ machine, ...(Array.isArray(result) ? { rows: result } : result) }, null, 2)}\n`,
);
process.exit();
