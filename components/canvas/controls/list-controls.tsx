"use client";
// Controls of rows that are evaluated by their node: classes of a classifier, operations on a list.

import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { type ListOperation, listOperations } from "@/lib/nodes/list-operations/operation-names";
import { rowsOf } from "@/lib/nodes/read-config";
import type { Json, JsonObject } from "@/lib/shared/json";
import { type ControlProps, hasProblemAt } from "./control-props";
import { freshRowId } from "./row-controls";
import { Rows } from "./rows";

const textOf = (value: Json | undefined) => (typeof value === "string" ? value : "");

export function ClassesControl({ field, value, onChange, control, readOnly, problems }: ControlProps) {
  const t = useTranslations("designer.form");
  const rows = rowsOf(value);
  return (
    <Rows<JsonObject>
      id={control.id}
      cards
      rows={rows}
      min={1}
      readOnly={readOnly}
      addLabel={t("addClass")}
      fresh={() => ({ id: freshRowId(rows, "class"), name: "", description: "" })}
      onChange={onChange}
    >
      {(row, replace, index) => (
        <div className="flex flex-col gap-1.5">
          <Input
            aria-label={t("inRow", { name: t("name"), number: index + 1 })}
            placeholder={t("name")}
            value={textOf(row.name)}
            maxLength={200}
            readOnly={readOnly}
            aria-invalid={hasProblemAt(problems, `config.${field.key}.${index}.name`)}
            onChange={(event) => replace({ ...row, name: event.target.value })}
          />
          <Textarea
            aria-label={t("inRow", { name: t("belongs"), number: index + 1 })}
            placeholder={t("belongs")}
            rows={2}
            maxLength={2_000}
            value={textOf(row.description)}
            readOnly={readOnly}
            onChange={(event) => replace({ ...row, description: event.target.value })}
          />
        </div>
      )}
    </Rows>
  );
}

const withoutExpression: ReadonlySet<string> = new Set(["slice", "reverse", "flatten", "count"]);

function numberOf(text: string): number | null {
  const number = Number(text);
  return text.trim() === "" || !Number.isInteger(number) ? null : number;
}

export function OperationsControl({ field, value, onChange, control, readOnly, problems }: ControlProps) {
  const t = useTranslations("designer.form");
  const words = useTranslations("designer.operations");
  return (
    <Rows<JsonObject>
      id={control.id}
      cards
      rows={rowsOf(value)}
      min={1}
      max={50}
      readOnly={readOnly}
      addLabel={t("addOperation")}
      fresh={() => ({ operation: "filter", by: "" })}
      onChange={onChange}
    >
      {(row, replace, index) => {
        const operation: ListOperation = listOperations.find((one) => one === row.operation) ?? "filter";
        const place = `config.${field.key}.${index}`;
        return (
          <div className="flex flex-col gap-1.5">
            <Select
              aria-label={t("inRow", { name: t("operation"), number: index + 1 })}
              disabled={readOnly}
              value={operation}
              aria-invalid={hasProblemAt(problems, `${place}.operation`)}
              options={listOperations.map((one) => ({ value: one, label: words(`names.${one}`) }))}
              onChange={(event) => replace({ ...row, operation: event.target.value })}
            />
            {withoutExpression.has(operation) ? null : (
              <Input
                aria-label={t("inRow", { name: words("by"), number: index + 1 })}
                placeholder={operation === "filter" ? "item.amount > 100" : "item.name"}
                className="font-mono text-xs"
                spellCheck={false}
                value={textOf(row.by)}
                readOnly={readOnly}
                aria-invalid={hasProblemAt(problems, `${place}.by`)}
                onChange={(event) => replace({ ...row, by: event.target.value })}
              />
            )}
            {operation === "sort" ? (
              <Checkbox
                label={words("descending")}
                checked={row.descending === true}
                disabled={readOnly}
                onChange={(event) => replace({ ...row, descending: event.target.checked })}
              />
            ) : null}
            {operation === "slice" ? (
              <div className="grid grid-cols-2 gap-1.5">
                {(["start", "length"] as const).map((key) => (
                  <Input
                    key={key}
                    type="number"
                    aria-label={t("inRow", { name: words(key), number: index + 1 })}
                    placeholder={words(key)}
                    value={typeof row[key] === "number" ? String(row[key]) : ""}
                    readOnly={readOnly}
                    onChange={(event) => {
                      const { [key]: _old, ...rest } = row;
                      const number = numberOf(event.target.value);
                      replace(number === null ? rest : { ...rest, [key]: number });
                    }}
                  />
                ))}
              </div>
            ) : null}
            {operation === "join" ? (
              <Input
                aria-label={t("inRow", { name: words("separator"), number: index + 1 })}
                placeholder={words("separator")}
                value={textOf(row.separator)}
                readOnly={readOnly}
                onChange={(event) => replace({ ...row, separator: event.target.value })}
              />
            ) : null}
          </div>
        );
      }}
    </Rows>
  );
}
