// `npm run chaos [-- --runs N --seed S --minutes M --clients C --shapes a,b --short]`: lets thousands of runs suffer
// kills, hangs and lost connections, and checks that none was lost or done twice. A seed repeats the choices.
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { runChaos } from "./chaos/run-chaos.mjs";
import { endWith, onPinnedNode } from "./start/run-script.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const args = process.argv.slice(2);

await endWith(() => onPinnedNode({ url: import.meta.url, root, args, log: console.log }, () => runChaos(root, args)));
