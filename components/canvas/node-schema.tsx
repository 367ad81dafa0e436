"use client";
// What goes into a node and what comes out, as far as its kind lets people change that.

import { useTranslations } from "next-intl";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { VarChip } from "@/components/ui/var-chip";
import type { Problem } from "@/lib/graph/problem";
import { type Field, type GraphNode, valueTypes } from "@/lib/graph/schema";
import { narrowPolicy } from "@/lib/graph/schema-policy";
import { definitionOf } from "@/lib/nodes/catalogue";
import { hasProblemAt } from "./controls/control-props";
import { Rows } from "./controls/rows";
import { ValueCell } from "./controls/text-controls";
import { useDesigner, useProblems, useReadOnly } from "./designer-context";
import { threadOfType } from "./node-kinds";
import { useNodeWords } from "./use-node-words";

const none: readonly Problem[] = [];

function freshField(fields: readonly Field[], stem: string): Field {
  const used = new Set(fields.map((field) => field.name));
  let count = fields.length + 1;
  while (used.has(`${stem}_${count}`)) count += 1;
  return { name: `${stem}_${count}`, type: "any" };
}

export function NodeSchema({ node }: { node: GraphNode }) {
  const t = useTranslations("designer.schema");
  const form = useTranslations("designer.form");
  const types = useTranslations("designer.types");
  const words = useNodeWords();
  const designer = useDesigner();
  const locked = useReadOnly();
  const problems = useProblems((state) => state.byNode.get(node.id) ?? none);
  const definition = definitionOf(node.type);
  const own = node.schemaPolicy ?? definition?.defaultSchemaPolicy;
  const rules = designer.kinds.rules.get(node.templateCode);
  const policy = own && rules ? narrowPolicy(own, rules.schemaPolicy) : own;
  const outputs = definition?.outputsOf(node) ?? [];
  const canAddOutputs = policy?.outputs.add ?? false;
  const setInputs = (inputs: Field[]) =>
    designer.edit([{ type: "update", id: node.id, set: { inputs } }], `inputs ${node.id}`);
  const setOutputs = (next: Field[]) =>
    designer.edit([{ type: "update", id: node.id, set: { outputs: next } }], `outputs ${node.id}`);
  const typeSelect = (field: Field, replace: (field: Field) => void, number: number, readOnly: boolean) => (
    <Select
      aria-label={form("inRow", { name: form("type"), number })}
      disabled={readOnly}
      value={field.type}
      options={valueTypes.map((type) => ({ value: type, label: types(type) }))}
      onChange={(event) => {
        const type = valueTypes.find((one) => one === event.target.value);
        if (type) replace({ ...field, type });
      }}
    />
  );
  const nameInput = (
    field: Field,
    replace: (field: Field) => void,
    number: number,
    place: string,
    readOnly: boolean,
  ) => (
    <Input
      aria-label={form("inRow", { name: form("name"), number })}
      className="font-mono text-xs"
      spellCheck={false}
      value={field.name}
      readOnly={readOnly || field.isSystem === true}
      aria-invalid={hasProblemAt(problems, place)}
      onChange={(event) => {
        const name = event.target.value.replace(/[^A-Za-z0-9_]/g, "_");
        if (/^[A-Za-z_]/.test(name)) replace({ ...field, name });
      }}
    />
  );
  return (
    <div className="flex flex-col gap-6">
      {policy?.inputs.add || node.inputs.length > 0 ? (
        <section className="flex flex-col gap-2">
          <h3 className="font-medium text-ink-2 text-xs">{node.type === "end" ? t("results") : t("inputs")}</h3>
          <p className="text-ink-3 text-xs">{node.type === "end" ? t("resultsHelp") : t("inputsHelp")}</p>
          <Rows<Field>
            cards
            rows={node.inputs}
            readOnly={locked || !policy?.inputs.add}
            addLabel={t("addInput")}
            fresh={() => ({ ...freshField(node.inputs, "input"), value: "" })}
            onChange={setInputs}
          >
            {(field, replace, index) => (
              <div className="flex flex-col gap-1.5">
                <div className="grid grid-cols-[3fr_2fr] gap-1.5">
                  {nameInput(field, replace, index + 1, `inputs.${field.name}`, locked || !policy?.inputs.rename)}
                  {typeSelect(field, replace, index + 1, locked || !policy?.inputs.rename)}
                </div>
                <ValueCell
                  nodeId={node.id}
                  label={form("inRow", { name: form("value"), number: index + 1 })}
                  placeholder={form("value")}
                  value={field.value}
                  readOnly={locked}
                  invalid={hasProblemAt(problems, `inputs.${field.name}`)}
                  onChange={(value) => replace({ ...field, value })}
                />
              </div>
            )}
          </Rows>
        </section>
      ) : null}
      {node.type === "end" ? null : (
        <section className="flex flex-col gap-2">
          <h3 className="font-medium text-ink-2 text-xs">{t("outputs")}</h3>
          <p className="text-ink-3 text-xs">{t("outputsHelp", { id: node.id })}</p>
          {canAddOutputs ? (
            <Rows<Field>
              rows={node.outputs}
              readOnly={locked}
              addLabel={t("addOutput")}
              fresh={() => freshField(node.outputs, "output")}
              onChange={setOutputs}
            >
              {(field, replace, index) => (
                <div className="grid grid-cols-[3fr_2fr] gap-1.5">
                  {nameInput(field, replace, index + 1, `outputs.${field.name}`, locked || !policy?.outputs.rename)}
                  {typeSelect(field, replace, index + 1, locked)}
                </div>
              )}
            </Rows>
          ) : (
            <ul className="flex flex-col divide-y divide-line rounded-md border border-line">
              {outputs.map((field) => (
                <li key={field.name} className="flex min-h-9 items-center gap-2 px-2.5">
                  <VarChip thread={threadOfType(node.type)} name={field.name} />
                  <span className="min-w-0 flex-1 truncate text-ink-3 text-xs">
                    {field.label ?? words.output(node.type, field.name)}
                  </span>
                  <span className="text-2xs text-ink-3">{types(field.type)}</span>
                </li>
              ))}
              {outputs.length === 0 ? <li className="px-2.5 py-2 text-ink-3 text-xs">{t("noOutputs")}</li> : null}
            </ul>
          )}
        </section>
      )}
    </div>
  );
}
