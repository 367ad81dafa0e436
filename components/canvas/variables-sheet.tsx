"use client";
// The variables of a graph: values that nodes set and read, for one run or for a whole conversation.

import { useTranslations } from "next-intl";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Sheet } from "@/components/ui/sheet";
import { type Variable, valueTypes } from "@/lib/graph/schema";
import { Rows } from "./controls/rows";
import { useDesigner, useGraph, useReadOnly } from "./designer-context";

const scopes = ["run", "conversation"] as const;

export default function VariablesSheet() {
  const t = useTranslations("designer.graphVariables");
  const form = useTranslations("designer.form");
  const types = useTranslations("designer.types");
  const designer = useDesigner();
  const readOnly = useReadOnly();
  const variables = useGraph((graph) => graph.variables);
  const set = (next: Variable[]) => designer.edit([{ type: "setVariables", variables: next }], "variables");
  const fresh = (): Variable => {
    const used = new Set(variables.map(({ name }) => name));
    let count = variables.length + 1;
    while (used.has(`variable_${count}`)) count += 1;
    return { name: `variable_${count}`, type: "string", scope: "run" };
  };
  return (
    <Sheet open onOpenChange={(open) => open || designer.view.setState({ sheet: null })} title={t("title")}>
      <p className="mb-4 max-w-[52ch] text-ink-2">{t("text")}</p>
      <Rows<Variable> cards rows={variables} readOnly={readOnly} addLabel={t("add")} fresh={fresh} onChange={set}>
        {(variable, replace, index) => (
          <div className="grid grid-cols-2 gap-1.5">
            <Input
              aria-label={form("inRow", { name: form("name"), number: index + 1 })}
              className="font-mono text-xs"
              spellCheck={false}
              value={variable.name}
              readOnly={readOnly}
              onChange={(event) => {
                const name = event.target.value.replace(/[^A-Za-z0-9_]/g, "_");
                if (/^[A-Za-z_]/.test(name)) replace({ ...variable, name });
              }}
            />
            <Select
              aria-label={form("inRow", { name: form("type"), number: index + 1 })}
              disabled={readOnly}
              value={variable.type}
              options={valueTypes.map((type) => ({ value: type, label: types(type) }))}
              onChange={(event) => {
                const type = valueTypes.find((one) => one === event.target.value);
                const { default: _old, ...rest } = variable;
                if (type) replace({ ...rest, type });
              }}
            />
            <Select
              aria-label={form("inRow", { name: t("scope"), number: index + 1 })}
              disabled={readOnly}
              value={variable.scope}
              options={scopes.map((scope) => ({ value: scope, label: t(`scopes.${scope}`) }))}
              onChange={(event) => {
                const scope = scopes.find((one) => one === event.target.value);
                if (scope) replace({ ...variable, scope });
              }}
            />
            <Input
              key={variable.type}
              aria-label={form("inRow", { name: t("start"), number: index + 1 })}
              placeholder={t("start")}
              readOnly={readOnly}
              defaultValue={
                variable.default === undefined
                  ? ""
                  : typeof variable.default === "string"
                    ? variable.default
                    : JSON.stringify(variable.default)
              }
              onBlur={(event) => replace(withDefault(variable, event.target.value))}
            />
          </div>
        )}
      </Rows>
    </Sheet>
  );
}

/** A variable that begins with what was typed, read as its type. */
function withDefault(variable: Variable, text: string): Variable {
  const { default: _old, ...rest } = variable;
  if (text.trim() === "") return rest;
  if (variable.type === "string") return { ...rest, default: text };
  try {
    return { ...rest, default: JSON.parse(text) };
  } catch {
    // Not JSON: kept as the text it is, which validation then judges.
    return { ...rest, default: text };
  }
}
