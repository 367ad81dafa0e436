"use client";
// Rows of typed fields: what a start asks for. Names and types in a line, what more there is to say folded below.

import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { valueTypes } from "@/lib/graph/schema";
import { rowsOf } from "@/lib/nodes/read-config";
import type { Json, JsonObject } from "@/lib/shared/json";
import { type ControlProps, hasProblemAt } from "./control-props";
import { Rows } from "./rows";

const textOf = (value: Json | undefined) => (typeof value === "string" ? value : "");

/** A row with a key set, or taken away where there is nothing to say. */
function withKey(row: JsonObject, key: string, value: Json | undefined): JsonObject {
  const { [key]: _old, ...rest } = row;
  return value === undefined ? rest : { ...rest, [key]: value };
}

export function FieldsControl({ field, value, onChange, control, readOnly, problems }: ControlProps) {
  const t = useTranslations("designer.form");
  const types = useTranslations("designer.types");
  const rows = rowsOf(value);
  return (
    <Rows<JsonObject>
      id={control.id}
      cards
      rows={rows}
      readOnly={readOnly}
      addLabel={t("addVariable")}
      fresh={() => ({ name: freshName(rows), type: "string" })}
      onChange={onChange}
    >
      {(row, replace, index) => (
        <div className="flex flex-col gap-2">
          <div className="grid grid-cols-[3fr_2fr] gap-1.5">
            <Input
              aria-label={t("inRow", { name: t("name"), number: index + 1 })}
              placeholder={t("name")}
              className="font-mono text-xs"
              spellCheck={false}
              value={textOf(row.name)}
              readOnly={readOnly}
              aria-invalid={hasProblemAt(problems, `config.${field.key}.${index}.name`)}
              onChange={(event) => replace({ ...row, name: event.target.value.replace(/\s/g, "_") })}
            />
            <Select
              aria-label={t("inRow", { name: t("type"), number: index + 1 })}
              disabled={readOnly}
              value={textOf(row.type) || "any"}
              options={valueTypes.map((type) => ({ value: type, label: types(type) }))}
              onChange={(event) => replace({ ...row, type: event.target.value })}
            />
          </div>
          <Input
            aria-label={t("inRow", { name: t("shownAs"), number: index + 1 })}
            placeholder={t("shownAs")}
            value={textOf(row.label)}
            readOnly={readOnly}
            onChange={(event) => replace(withKey(row, "label", event.target.value || undefined))}
          />
          {row.type === "string" ? (
            <Input
              aria-label={t("inRow", { name: t("choices"), number: index + 1 })}
              placeholder={t("choicesHint")}
              defaultValue={Array.isArray(row.options) ? row.options.join(", ") : ""}
              readOnly={readOnly}
              onBlur={(event) => {
                const options = event.target.value
                  .split(/[,，]/)
                  .map((one) => one.trim())
                  .filter(Boolean);
                replace(withKey(row, "options", options.length > 0 ? options : undefined));
              }}
            />
          ) : null}
          <div className="flex flex-wrap gap-x-4 gap-y-1">
            <Checkbox
              label={t("required")}
              disabled={readOnly}
              checked={row.required === true}
              onChange={(event) => replace(withKey(row, "required", event.target.checked || undefined))}
            />
            {row.type === "string" ? (
              <Checkbox
                label={t("multiline")}
                disabled={readOnly}
                checked={row.multiline === true}
                onChange={(event) => replace(withKey(row, "multiline", event.target.checked || undefined))}
              />
            ) : null}
          </div>
        </div>
      )}
    </Rows>
  );
}

function freshName(rows: readonly JsonObject[]): string {
  const used = new Set(rows.map((row) => row.name));
  let count = rows.length + 1;
  while (used.has(`input_${count}`)) count += 1;
  return `input_${count}`;
}
