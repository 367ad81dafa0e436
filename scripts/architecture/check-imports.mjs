// Holds the sources against the import rules. By hand: `npm run arch`.
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { cruise } from "dependency-cruiser";
import { mirrorSources } from "./mirror.mjs";
import { rules } from "./rules.mjs";

/**
 * Every import under `root` that breaks a rule.
 * @param {string} root
 * @returns {Promise<{ violations: { rule: string, from: string, to: string, way: string[], reason: string }[], modules: number, rules: number }>}
 */
export async function checkImports(root) {
  const dist = join(root, "dist");
  mkdirSync(dist, { recursive: true });
  const work = mkdtempSync(join(dist, "architecture-"));
  try {
    const violations = [];
    let modules = 0;
    let count = 0;
    for (const sees of ["values", "types"]) {
      const mirror = join(work, sees);
      const clients = mirrorSources(root, mirror, { types: sees === "types" });
      const forbidden = rules(clients.map((name) => `^${quote(name)}$`)).filter((rule) => rule.sees === sees);
      count += forbidden.length;
      const { output } = await cruise(readdirSync(mirror), {
        baseDir: mirror,
        validate: true,
        ruleSet: { forbidden: forbidden.map(({ sees: _, ...rule }) => ({ ...rule, severity: "error" })) },
        doNotFollow: { path: "node_modules" },
        enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default"] },
      });
      modules = output.summary.totalCruised;
      const reasons = new Map(forbidden.map((rule) => [rule.name, rule.comment]));
      for (const { rule, from, to, cycle, via } of output.summary.violations) {
        const way = (cycle ?? via ?? []).map((stop) => stop.name ?? stop);
        violations.push({ rule: rule.name, from, to, way, reason: reasons.get(rule.name) ?? "" });
      }
    }
    return { violations, modules, rules: count };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const quote = (text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** One paragraph per broken rule: the reason, then every place. */
export function describeViolations(violations) {
  const byRule = Map.groupBy(violations, (violation) => violation.rule);
  return [...byRule].map(([rule, found]) => {
    const places = found.map(({ from, to, way }) => {
      const through = way.filter((stop) => stop !== from && stop !== to);
      return `    ${from} → ${through.length > 0 ? `${through.join(" → ")} → ` : ""}${to}`;
    });
    return `  ${rule}: ${found[0]?.reason}\n${[...new Set(places)].join("\n")}`;
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { violations, modules, rules: count } = await checkImports(process.cwd());
  for (const paragraph of describeViolations(violations)) console.log(paragraph);
  console.log(`${count} import rules over ${modules} modules: ${violations.length} violations`);
  process.exitCode = violations.length > 0 ? 1 : 0;
}
