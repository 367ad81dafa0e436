"use client";
// One field of a template's form: its preset, its words, its place, whether people see it and may change it.

import { ArrowDown, ArrowUp, ChevronRight, EyeOff, Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import { controlOf } from "@/components/canvas/controls/controls";
import { useDesigner } from "@/components/canvas/designer-context";
import { useNodeWords } from "@/components/canvas/use-node-words";
import type { GraphNode } from "@/lib/graph/schema";
import { type FieldSettings, templateLimits } from "@/lib/node-templates/contract";
import type { Json } from "@/lib/shared/json";
import type { TemplateFieldView } from "@/lib/workflows/contract";
import { Badge } from "../ui/badge";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { IconButton } from "../ui/icon-button";
import { Input } from "../ui/input";
import { ConditionFields, type DecidingField } from "./condition-fields";

export interface FieldRowProps {
  node: GraphNode;
  field: TemplateFieldView;
  settings: FieldSettings;
  isFaulty: boolean;
  /** The type can't do without it. */
  isNeeded: boolean;
  /** The other fields of the form, on which it may depend. */
  others: readonly DecidingField[];
  isFirst: boolean;
  isLast: boolean;
  onChange: (settings: FieldSettings) => void;
  onMove: (by: -1 | 1) => void;
}

export function FieldRow(props: FieldRowProps) {
  const { node, field, settings, isFaulty, isNeeded, others, isFirst, isLast, onChange, onMove } = props;
  const t = useTranslations("templates");
  const words = useNodeWords();
  const designer = useDesigner();
  const { key } = field;
  const product = words.fieldLabel(node.type, { key, label: null });
  const label = settings.label || product;
  const Control = controlOf(field.control);
  const set = (value: Json | undefined) => {
    const config = value === undefined ? { set: {}, unset: [key] } : { set: { [key]: value }, unset: [] };
    designer.edit([{ type: "configure", id: node.id, ...config }], `configure ${node.id} ${key}`);
  };
  return (
    <li data-template-field={key} className="flex flex-col">
      <details className="group/fold">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: a summary is a button, and arrow keys move what it opens */}
        <summary
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
          onKeyDown={(event) => {
            if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
            event.preventDefault();
            onMove(event.key === "ArrowUp" ? -1 : 1);
          }}
          className="flex min-h-10 list-none items-center gap-2 px-2.5 hover:bg-hover touch:min-h-11"
        >
          <ChevronRight className="size-3.5 flex-none transition-transform group-open/fold:rotate-90" />
          <span className={isFaulty ? "min-w-0 truncate text-bad-ink" : "min-w-0 truncate"}>{label}</span>
          <code className="min-w-0 flex-1 truncate font-mono text-2xs text-ink-3">{key}</code>
          {settings.required && !isNeeded ? <Badge>{t("required")}</Badge> : null}
          {settings.isHidden ? <Badge icon={<EyeOff />}>{t("hidden")}</Badge> : null}
          {settings.isLocked && !settings.isHidden ? <Badge icon={<Lock />}>{t("locked")}</Badge> : null}
        </summary>
        <div className="flex flex-col gap-4 px-3 pt-1 pb-4">
          <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
            <Checkbox
              label={t("hide")}
              checked={settings.isHidden}
              onChange={(event) => onChange({ ...settings, isHidden: event.target.checked })}
            />
            <Checkbox
              label={t("lock")}
              checked={settings.isLocked}
              onChange={(event) => onChange({ ...settings, isLocked: event.target.checked })}
            />
            <Checkbox
              label={t("required")}
              checked={isNeeded || (settings.required ?? field.required)}
              disabled={isNeeded}
              hint={isNeeded ? t("needed") : undefined}
              onChange={(event) => onChange({ ...settings, required: event.target.checked })}
            />
            <span className="ml-auto flex">
              <IconButton size="sm" label={t("moveUp", { name: label })} disabled={isFirst} onClick={() => onMove(-1)}>
                <ArrowUp />
              </IconButton>
              <IconButton size="sm" label={t("moveDown", { name: label })} disabled={isLast} onClick={() => onMove(1)}>
                <ArrowDown />
              </IconButton>
            </span>
          </div>
          <Field label={t("preset")}>
            {(control) => (
              <Control
                node={node}
                field={field}
                value={node.config[key]}
                onChange={set}
                control={control}
                label={t("preset")}
                readOnly={false}
                problems={[]}
              />
            )}
          </Field>
          {others.length > 0 ? (
            <ConditionFields
              type={node.type}
              condition={settings.visibleWhen ?? null}
              others={others}
              onChange={(visibleWhen) => onChange({ ...settings, visibleWhen })}
            />
          ) : null}
          <div className="grid gap-3 sm:grid-cols-2">
            <Field label={t("label")}>
              {(control) => (
                <Input
                  {...control}
                  value={settings.label ?? ""}
                  placeholder={product}
                  maxLength={templateLimits.label}
                  onChange={(event) => onChange({ ...settings, label: event.target.value || null })}
                />
              )}
            </Field>
            <Field label={t("group")}>
              {(control) => (
                <Input
                  {...control}
                  value={words.group(settings.group ?? field.group)}
                  maxLength={templateLimits.group}
                  list={`groups-${key}`}
                  onChange={(event) => onChange({ ...settings, group: groupOf(event.target.value, words.group) })}
                />
              )}
            </Field>
          </div>
          <datalist id={`groups-${key}`}>
            {productGroups.map((group) => (
              <option key={group} value={words.group(group)} />
            ))}
          </datalist>
          <Field label={t("help")}>
            {(control) => (
              <Input
                {...control}
                value={settings.help ?? ""}
                placeholder={words.fieldHelp(node.type, { key, help: null }) ?? undefined}
                maxLength={templateLimits.help}
                onChange={(event) => onChange({ ...settings, help: event.target.value || null })}
              />
            )}
          </Field>
        </div>
      </details>
    </li>
  );
}

const productGroups = ["basic", "behaviour", "advanced"];

/** The product's group where its name in the reader's language was typed, else a group of that name. */
function groupOf(text: string, nameOf: (group: string) => string): string | null {
  return productGroups.find((group) => nameOf(group) === text) ?? (text || null);
}
