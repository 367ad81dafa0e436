"use client";
// What a wire puts into the inputs of the node it leads to: a row for each input it fills.

import { useTranslations } from "next-intl";
import { Select } from "@/components/ui/select";
import type { Problem } from "@/lib/graph/problem";
import type { GraphEdge, GraphNode } from "@/lib/graph/schema";
import type { Json } from "@/lib/shared/json";
import { hasProblemAt } from "./controls/control-props";
import { Rows } from "./controls/rows";
import { ValueCell } from "./controls/text-controls";
import { useDesigner, useReadOnly } from "./designer-context";
import { useProblemWords } from "./use-problem-words";

type Row = [input: string, value: Json];

export function EdgeMapping(props: { edge: GraphEdge; target: GraphNode; problems: readonly Problem[] }) {
  const { edge, target, problems } = props;
  const t = useTranslations("designer.edge");
  const form = useTranslations("designer.form");
  const designer = useDesigner();
  const readOnly = useReadOnly();
  const say = useProblemWords();
  const rows: Row[] = Object.entries(edge.dataMapping ?? {});
  const filled = new Set(rows.map(([input]) => input));
  const free = target.inputs.filter(({ name }) => !filled.has(name)).map(({ name }) => name);
  const set = (next: readonly Row[]) => {
    const dataMapping = next.length === 0 ? null : Object.fromEntries(next);
    designer.edit([{ type: "updateEdge", id: edge.id, set: { dataMapping } }], `mapping ${edge.id}`);
  };
  const faults = problems.filter(({ field }) => field?.startsWith("dataMapping"));
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-medium text-ink-2 text-xs">{t("mapping")}</h3>
      <p className="text-pretty text-ink-3 text-xs">
        {target.inputs.length + rows.length === 0
          ? t("noInputs", { name: target.name })
          : t("mappingHelp", { name: target.name })}
      </p>
      <Rows<Row>
        cards
        rows={rows}
        readOnly={readOnly}
        addLabel={t("addValue")}
        max={rows.length + (free.length > 0 ? 1 : 0)}
        fresh={() => [free[0] ?? "", ""]}
        onChange={set}
      >
        {([input, value], replace, index) => (
          <div className="flex flex-col gap-1.5">
            <Select
              aria-label={form("inRow", { name: t("input"), number: index + 1 })}
              disabled={readOnly}
              value={input}
              options={[input, ...free].map((name) => ({ value: name, label: name }))}
              onChange={(event) => replace([event.target.value, value])}
            />
            <ValueCell
              edgeId={edge.id}
              label={form("inRow", { name: form("value"), number: index + 1 })}
              placeholder={form("value")}
              value={value}
              readOnly={readOnly}
              invalid={hasProblemAt(problems, `dataMapping.${input}`)}
              onChange={(text) => replace([input, text])}
            />
          </div>
        )}
      </Rows>
      {faults.map((problem) => (
        <p key={JSON.stringify(problem)} className="text-bad-ink text-xs">
          {say(problem)}
        </p>
      ))}
    </section>
  );
}
