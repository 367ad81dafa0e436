"use client";
// The form of a node, drawn from the fields that the palette's metadata list: in groups, with what is wrong at each.

import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { itemsInput } from "@/lib/graph/container";
import type { Problem } from "@/lib/graph/problem";
import { type GraphNode, renderModes } from "@/lib/graph/schema";
import { definitionOf } from "@/lib/nodes/catalogue";
import { isShown } from "@/lib/nodes/check-form";
import type { Json } from "@/lib/shared/json";
import type { TemplateFieldView } from "@/lib/workflows/contract";
import { controlOf } from "./controls/controls";
import { ParameterControl } from "./controls/parameter-controls";
import { ValueCell } from "./controls/text-controls";
import { useDesigner, useProblems, useReadOnly, useView } from "./designer-context";
import { useFacts } from "./use-facts";
import { isTaken, parameterContent, useModelParameters } from "./use-model-parameters";
import { useNodeWords } from "./use-node-words";
import { useProblemWords } from "./use-problem-words";

const none: readonly Problem[] = [];

export function NodeFields({ node }: { node: GraphNode }) {
  const words = useNodeWords();
  const { kinds } = useDesigner();
  const template = kinds.templateOf(node);
  const problems = useProblems((state) => state.byNode.get(node.id) ?? none);
  const focusField = useView((view) => view.focusField);
  const form = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!focusField) return;
    const key = focusField.split(".")[1];
    const target = form.current?.querySelector<HTMLElement>(`[data-field="${CSS.escape(key ?? "")}"]`);
    target?.closest("details")?.setAttribute("open", "");
    target?.scrollIntoView({ block: "center" });
    target?.querySelector<HTMLElement>("input, textarea, select, [contenteditable], button")?.focus();
  }, [focusField]);
  const all = template?.fields ?? [];
  const specs = useModelParameters(node);
  const hasPrompts = useFacts()?.prompts.some(({ isActive }) => isActive) ?? false;
  // A choice of nothing would only be in the way.
  const isOffered = ({ key, control }: TemplateFieldView) =>
    control !== "promptReference" || hasPrompts || (node.config[key] ?? null) !== null;
  const isDrawn = (field: TemplateFieldView) =>
    !field.isHidden && isShown(field, node.config, all) && isTaken(node, field, specs) && isOffered(field);
  const owed = useOwed(node, (key) => all.some((field) => field.key === key && isDrawn(field) && !field.isLocked));
  const fields = all.filter((field) => owed.has(field.key) || isDrawn(field));
  const [basic, ...folded] = ["basic", "behaviour", "advanced"].map((group) => ({
    group,
    fields: fields.filter((field) => field.group === group),
  }));
  const named = new Set(["basic", "behaviour", "advanced"]);
  const own = [
    ...Map.groupBy(
      fields.filter((field) => !named.has(field.group)),
      (field) => field.group,
    ),
  ];
  const draw = (field: TemplateFieldView) => (
    <NodeField
      key={field.key}
      node={node}
      field={field.isLocked && owed.has(field.key) ? { ...field, isLocked: false } : field}
      problems={problems}
    />
  );
  return (
    <div ref={form} className="flex flex-col gap-4">
      {definitionOf(node.type)?.container === "iteration" ? <Items node={node} problems={problems} /> : null}
      {basic?.fields.map(draw)}
      {definitionOf(node.type)?.role === undefined ? <RenderMode node={node} /> : null}
      {[...own.map(([group, list]) => ({ group, fields: list })), ...folded].map(({ group, fields: list }) =>
        list.length === 0 ? null : (
          <details key={group} className="group/fold border-line border-t pt-3">
            <summary className="flex list-none items-center gap-1.5 font-medium text-ink-2 text-xs">
              <ChevronRight className="size-3.5 transition-transform group-open/fold:rotate-90" />
              {words.group(group)}
            </summary>
            <div className="flex flex-col gap-4 pt-3">{list.map(draw)}</div>
          </details>
        ),
      )}
    </div>
  );
}

const nothingOwed: ReadonlySet<string> = new Set();

/**
 * Keys that the type asks for, the config leaves blank and the form keeps out of reach: a node made before its form was
 * narrowed. They stay in reach while the node is open, or the first letter typed would take the field away.
 */
function useOwed(node: GraphNode, isInReach: (key: string) => boolean): ReadonlySet<string> {
  const [held, hold] = useState({ id: node.id, keys: nothingOwed });
  const keys = held.id === node.id ? held.keys : nothingOwed;
  const found = (definitionOf(node.type)?.checkConfig(node) ?? []).flatMap(({ code, field }) => {
    const [root, key] = field.split(".");
    return code === "field_missing" && root === "config" && key && !keys.has(key) && !isInReach(key) ? [key] : [];
  });
  if (found.length === 0) return keys;
  const next = new Set([...keys, ...found]);
  hold({ id: node.id, keys: next });
  return next;
}

interface NodeFieldProps {
  node: GraphNode;
  field: TemplateFieldView;
  problems: readonly Problem[];
}

function NodeField({ node, field, problems }: NodeFieldProps) {
  const t = useTranslations("designer.form");
  const words = useNodeWords();
  const say = useProblemWords();
  const designer = useDesigner();
  const readOnly = useReadOnly();
  const path = `config.${field.key}`;
  const own = problems.filter((problem) => problem.field === path || problem.field?.startsWith(`${path}.`));
  const content = parameterContent(node, field.key);
  const sentences = [...new Set(own.filter((problem) => !isToldInside(content, problem)).map(say))].slice(0, 2);
  const Control = content === "parameter" ? ParameterControl : controlOf(field.control);
  const label = words.fieldLabel(node.type, field);
  const onChange = (value: Json | undefined) => {
    designer.edit(
      [
        value === undefined
          ? { type: "configure", id: node.id, set: {}, unset: [field.key] }
          : { type: "configure", id: node.id, set: { [field.key]: value }, unset: [] },
      ],
      `configure ${node.id} ${field.key}`,
    );
  };
  return (
    <div data-field={field.key}>
      <Field
        label={label}
        aside={field.isLocked ? t("locked") : field.required || content !== null ? undefined : t("optional")}
        hint={words.fieldHelp(node.type, field) ?? undefined}
        error={sentences.length > 0 ? sentences.join(" ") : undefined}
      >
        {(control) => (
          <Control
            node={node}
            field={field}
            value={node.config[field.key]}
            onChange={onChange}
            control={control}
            label={label}
            readOnly={readOnly || field.isLocked}
            problems={own}
          />
        )}
      </Field>
    </div>
  );
}

/** Each control of a group of parameters tells what is wrong with its own value. */
function isToldInside(content: ReturnType<typeof parameterContent>, { code }: Problem): boolean {
  return content === "parameters" && code.startsWith("parameter_");
}

/** The list that an iteration goes through: an input, but the one that says what the node does. */
function Items({ node, problems }: { node: GraphNode; problems: readonly Problem[] }) {
  const t = useTranslations("designer.frame");
  const say = useProblemWords();
  const designer = useDesigner();
  const readOnly = useReadOnly();
  const items = node.inputs.find((field) => field.name === itemsInput);
  if (!items) return null;
  const own = problems.filter((problem) => problem.field === `inputs.${itemsInput}`);
  const set = (value: string) => {
    const inputs = node.inputs.map((field) => (field === items ? { ...field, value } : field));
    designer.edit([{ type: "update", id: node.id, set: { inputs } }], `inputs ${node.id}`);
  };
  return (
    <div data-field={itemsInput}>
      <Field
        label={t("items")}
        hint={t("itemsHelp", { id: node.id })}
        error={own.length > 0 ? [...new Set(own.map(say))].join(" ") : undefined}
      >
        {(control) => (
          <ValueCell
            nodeId={node.id}
            id={control.id}
            describedBy={control["aria-describedby"]}
            label={t("items")}
            value={items.value}
            wanted="array"
            readOnly={readOnly}
            invalid={own.length > 0}
            onChange={set}
          />
        )}
      </Field>
    </div>
  );
}

function RenderMode({ node }: { node: GraphNode }) {
  const t = useTranslations("designer.renderMode");
  const designer = useDesigner();
  const readOnly = useReadOnly();
  const isSilent = definitionOf(node.type)?.isSilent ?? false;
  // What a graph says already stays in the list.
  const offered = renderModes.filter((mode) => !isSilent || mode !== "message" || node.renderMode === mode);
  return (
    <Field label={t("label")}>
      {(control) => (
        <Select
          {...control}
          disabled={readOnly}
          value={node.renderMode}
          options={offered.map((mode) => ({ value: mode, label: t(mode) }))}
          onChange={(event) => {
            const renderMode = renderModes.find((mode) => mode === event.target.value);
            if (renderMode) designer.edit([{ type: "update", id: node.id, set: { renderMode } }]);
          }}
        />
      )}
    </Field>
  );
}
