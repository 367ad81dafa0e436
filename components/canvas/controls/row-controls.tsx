"use client";
// Controls that are lists: names with values, texts, ways of a switch, changes of variables, alternatives of a merge.

import { useTranslations } from "next-intl";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { valueTypes } from "@/lib/graph/schema";
import { assignOperations } from "@/lib/nodes/assign/definition";
import { rowsOf } from "@/lib/nodes/read-config";
import type { Json, JsonObject } from "@/lib/shared/json";
import { useGraph } from "../designer-context";
import { useNodeWords } from "../use-node-words";
import { type ControlProps, hasProblemAt, readerIn } from "./control-props";
import { Rows } from "./rows";
import { ValueCell } from "./text-controls";

const textOf = (value: Json | undefined) => (typeof value === "string" ? value : "");

/** An id that no row has yet, such as `branch_3`. */
export function freshRowId(rows: readonly JsonObject[], stem: string): string {
  const used = new Set(rows.map((row) => row.id));
  let count = rows.length + 1;
  while (used.has(`${stem}_${count}`)) count += 1;
  return `${stem}_${count}`;
}

export function KeyValuesControl({ node, field, value, onChange, control, readOnly, problems }: ControlProps) {
  const t = useTranslations("designer.form");
  const words = useNodeWords();
  const reader = readerIn(node, field.key);
  const nameLabel = words.column(node.type, field.key, "name") ?? t("name");
  const valueLabel = words.column(node.type, field.key, "value") ?? t("value");
  return (
    <Rows<JsonObject>
      id={control.id}
      rows={rowsOf(value)}
      readOnly={readOnly}
      addLabel={t("addRow")}
      fresh={() => ({ name: "", value: "" })}
      onChange={onChange}
    >
      {(row, replace, index) => (
        <div className="grid grid-cols-[2fr_3fr] gap-1.5">
          {reader.turnOf === undefined ? (
            <Input
              aria-label={t("inRow", { name: nameLabel, number: index + 1 })}
              placeholder={nameLabel}
              value={textOf(row.name)}
              readOnly={readOnly}
              aria-invalid={hasProblemAt(problems, `config.${field.key}.${index}.name`)}
              onChange={(event) => replace({ ...row, name: event.target.value })}
            />
          ) : (
            // What a turn hands on are the variables of its container, which are its inputs.
            <Select
              aria-label={t("inRow", { name: nameLabel, number: index + 1 })}
              placeholder={nameLabel}
              disabled={readOnly}
              value={textOf(row.name)}
              aria-invalid={hasProblemAt(problems, `config.${field.key}.${index}.name`)}
              options={node.inputs.map(({ name }) => ({ value: name, label: name }))}
              onChange={(event) => replace({ ...row, name: event.target.value })}
            />
          )}
          <ValueCell
            {...reader}
            label={t("inRow", { name: valueLabel, number: index + 1 })}
            placeholder={valueLabel}
            value={row.value}
            readOnly={readOnly}
            invalid={hasProblemAt(problems, `config.${field.key}.${index}.value`)}
            onChange={(next) => replace({ ...row, value: next })}
          />
        </div>
      )}
    </Rows>
  );
}

export function ListControl({ value, onChange, control, label, readOnly }: ControlProps) {
  const t = useTranslations("designer.form");
  const rows = Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
  return (
    <Rows<string>
      id={control.id}
      rows={rows}
      readOnly={readOnly}
      addLabel={t("addRow")}
      fresh={() => ""}
      onChange={(next) => onChange(next)}
    >
      {(row, replace, index) => (
        <Input
          aria-label={t("inRow", { name: label, number: index + 1 })}
          value={row}
          readOnly={readOnly}
          onChange={(event) => replace(event.target.value)}
        />
      )}
    </Rows>
  );
}

export function BranchesControl({ node, field, value, onChange, control, readOnly, problems }: ControlProps) {
  const t = useTranslations("designer.form");
  const words = useNodeWords();
  const rows = rowsOf(value);
  const nameLabel = words.column(node.type, field.key, "name") ?? t("name");
  const valueLabel = words.column(node.type, field.key, "value") ?? t("value");
  return (
    <Rows<JsonObject>
      id={control.id}
      rows={rows}
      min={1}
      readOnly={readOnly}
      addLabel={t("addWay")}
      fresh={() => ({ id: freshRowId(rows, "branch"), name: "", value: "" })}
      onChange={onChange}
    >
      {(row, replace, index) => (
        <div className="grid grid-cols-2 gap-1.5">
          <ValueCell
            nodeId={node.id}
            label={t("inRow", { name: valueLabel, number: index + 1 })}
            placeholder={valueLabel}
            value={row.value}
            readOnly={readOnly}
            invalid={hasProblemAt(problems, `config.${field.key}.${index}.value`)}
            onChange={(next) => replace({ ...row, value: next })}
          />
          <Input
            aria-label={t("inRow", { name: nameLabel, number: index + 1 })}
            placeholder={nameLabel}
            value={textOf(row.name)}
            readOnly={readOnly}
            onChange={(event) => replace({ ...row, name: event.target.value })}
          />
        </div>
      )}
    </Rows>
  );
}

export function VariableControl({ value, onChange, control, readOnly }: ControlProps) {
  const t = useTranslations("designer.form");
  const variables = useGraph((graph) => graph.variables);
  return (
    <Select
      {...control}
      disabled={readOnly}
      placeholder={t("chooseVariable")}
      value={textOf(value)}
      options={variables.map(({ name }) => ({ value: name, label: name }))}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

export function AssignmentsControl({ node, field, value, onChange, control, readOnly, problems }: ControlProps) {
  const t = useTranslations("designer.form");
  const operations = useTranslations("nodes.types.assign.operations");
  const variables = useGraph((graph) => graph.variables);
  return (
    <Rows<JsonObject>
      id={control.id}
      cards
      rows={rowsOf(value)}
      min={1}
      readOnly={readOnly}
      addLabel={t("addChange")}
      fresh={() => ({ variable: "", operation: "set", value: "" })}
      onChange={onChange}
    >
      {(row, replace, index) => (
        <div className="flex flex-col gap-1.5">
          <div className="grid grid-cols-2 gap-1.5">
            <Select
              aria-label={t("inRow", { name: t("variable"), number: index + 1 })}
              placeholder={t("chooseVariable")}
              disabled={readOnly}
              value={textOf(row.variable)}
              aria-invalid={hasProblemAt(problems, `config.${field.key}.${index}.variable`)}
              options={variables.map(({ name }) => ({ value: name, label: name }))}
              onChange={(event) => replace({ ...row, variable: event.target.value })}
            />
            <Select
              aria-label={t("inRow", { name: t("operation"), number: index + 1 })}
              disabled={readOnly}
              value={textOf(row.operation)}
              options={assignOperations.map((operation) => ({ value: operation, label: operations(operation) }))}
              onChange={(event) => replace({ ...row, operation: event.target.value })}
            />
          </div>
          {row.operation === "clear" ? null : (
            <ValueCell
              nodeId={node.id}
              label={t("inRow", { name: t("value"), number: index + 1 })}
              placeholder={t("value")}
              value={row.value}
              readOnly={readOnly}
              invalid={hasProblemAt(problems, `config.${field.key}.${index}.value`)}
              onChange={(next) => replace({ ...row, value: next })}
            />
          )}
        </div>
      )}
    </Rows>
  );
}

export function GroupsControl({ node, field, value, onChange, control, readOnly, problems }: ControlProps) {
  const t = useTranslations("designer.form");
  const types = useTranslations("designer.types");
  const rows = rowsOf(value);
  return (
    <Rows<JsonObject>
      id={control.id}
      cards
      rows={rows}
      min={1}
      readOnly={readOnly}
      addLabel={t("addValue")}
      fresh={() => ({ name: `output_${rows.length + 1}`, type: "any", values: [""] })}
      onChange={onChange}
    >
      {(row, replace, index) => (
        <div className="flex flex-col gap-2">
          <div className="grid grid-cols-[3fr_2fr] gap-1.5">
            <Input
              aria-label={t("inRow", { name: t("name"), number: index + 1 })}
              className="font-mono text-xs"
              value={textOf(row.name)}
              readOnly={readOnly}
              aria-invalid={hasProblemAt(problems, `config.${field.key}.${index}.name`)}
              onChange={(event) => replace({ ...row, name: event.target.value })}
            />
            <Select
              aria-label={t("inRow", { name: t("type"), number: index + 1 })}
              disabled={readOnly}
              value={textOf(row.type) || "any"}
              options={valueTypes.map((type) => ({ value: type, label: types(type) }))}
              onChange={(event) => replace({ ...row, type: event.target.value })}
            />
          </div>
          <Rows<Json>
            rows={Array.isArray(row.values) ? row.values : []}
            min={1}
            readOnly={readOnly}
            addLabel={t("addAlternative")}
            fresh={() => ""}
            onChange={(values) => replace({ ...row, values })}
          >
            {(alternative, replaceAlternative, at) => (
              <ValueCell
                nodeId={node.id}
                label={t("inRow", { name: t("alternative"), number: at + 1 })}
                placeholder={t("alternative")}
                value={alternative}
                readOnly={readOnly}
                invalid={hasProblemAt(problems, `config.${field.key}.${index}.values.${at}`)}
                onChange={replaceAlternative}
              />
            )}
          </Rows>
        </div>
      )}
    </Rows>
  );
}
