"use client";
// What an agent may call: tools and published workflows of the workspace, found by typing, each with whether it can be
// used; and the one tool of a tool node, whose schema becomes the node's inputs.

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import type { ComboboxOption } from "@/components/ui/combobox";
import { IconButton } from "@/components/ui/icon-button";
import { Skeleton } from "@/components/ui/skeleton";
import { callOperation } from "@/lib/http/client";
import { fieldsOfSchema } from "@/lib/nodes/schema-fields";
import type { Json } from "@/lib/shared/json";
import { getTool } from "@/lib/tools/contract";
import { workflowChoicesQuery } from "@/lib/workflows/client";
import { useDesigner } from "../designer-context";
import { onDemand } from "../on-demand";
import { loadCombobox } from "../part-loaders";
import { useFacts } from "../use-facts";
import type { ControlProps } from "./control-props";

const Combobox = onDemand(loadCombobox, { place: "field", loading: <Skeleton className="h-8" /> });

interface Choice {
  id: string;
  title: string;
  /** The name that models call it by. */
  name: string;
  /** Said where it can't be used as it is. */
  state: string | null;
}

const idsOf = (value: Json | undefined) => (Array.isArray(value) ? value.filter((one) => typeof one === "string") : []);

const optionOf = ({ id, title, name, state }: Choice): ComboboxOption => ({
  value: id,
  label: title,
  hint: state === null ? name : `${name} · ${state}`,
  keywords: [name],
});

function PickedList({
  choices,
  addLabel,
  ...props
}: ControlProps & { choices: readonly Choice[] | null; addLabel: string }) {
  const t = useTranslations("designer.tools");
  const { value, onChange, control, label, readOnly } = props;
  const ids = idsOf(value);
  const picked = ids.map((id) => choices?.find((choice) => choice.id === id) ?? null);
  const left = (choices ?? []).filter(({ id }) => !ids.includes(id));
  return (
    <div className="flex flex-col gap-1.5">
      {ids.length === 0 ? null : (
        <ul aria-label={label} className="flex flex-col divide-y divide-line rounded-md border border-line">
          {ids.map((id, index) => {
            const choice = picked[index] ?? null;
            const title = choice?.title ?? (choices === null ? "…" : t("gone"));
            const state = choice ? choice.state : choices === null ? null : t("goneState");
            return (
              <li key={id} className="flex min-h-8 items-center gap-2 py-1 pr-1 pl-2.5">
                <span className="flex min-w-0 flex-1 flex-col">
                  <span className="truncate text-sm">{title}</span>
                  {choice ? <span className="truncate font-mono text-2xs text-ink-3">{choice.name}</span> : null}
                </span>
                {state === null ? null : <Badge tone="warn">{state}</Badge>}
                {readOnly ? null : (
                  <IconButton
                    size="sm"
                    label={t("remove", { name: title })}
                    onClick={() => onChange(ids.filter((other) => other !== id))}
                  >
                    <X />
                  </IconButton>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {readOnly ? null : (
        <Combobox
          {...control}
          options={left.map(optionOf)}
          value={null}
          placeholder={choices !== null && choices.length === 0 ? t("none") : addLabel}
          disabled={choices === null || left.length === 0}
          onValueChange={(id) => onChange([...ids, id])}
        />
      )}
    </div>
  );
}

function useToolChoices(): readonly Choice[] | null {
  const t = useTranslations("designer.tools");
  const facts = useFacts();
  if (!facts) return null;
  return facts.tools.map(({ id, title, name, usable, status }) => ({
    id,
    title,
    name,
    state: usable ? null : status === "approved" ? t("off") : t(`status.${status}`),
  }));
}

export function ToolsControl(props: ControlProps) {
  const t = useTranslations("designer.tools");
  return <PickedList {...props} choices={useToolChoices()} addLabel={t("add")} />;
}

export function WorkflowsControl(props: ControlProps) {
  const t = useTranslations("designer.tools");
  const { data } = useQuery(workflowChoicesQuery(useDesigner().workspace));
  const choices = data?.map(({ id, name, slug, status }) => ({
    id,
    title: name,
    name: slug,
    state: status === "published" ? null : t("unpublished"),
  }));
  return <PickedList {...props} choices={choices ?? null} addLabel={t("addWorkflow")} />;
}

/** One tool; choosing it gives the node an input for each of its arguments, and keeps values under the same names. */
export function ToolControl({ node, value, onChange, control, readOnly }: ControlProps) {
  const t = useTranslations("designer.tools");
  const designer = useDesigner();
  const choices = useToolChoices() ?? [];
  const chosen = typeof value === "string" ? value : "";
  const isListed = chosen === "" || choices.some(({ id }) => id === chosen);
  const choose = async (toolId: string) => {
    onChange(toolId);
    const tool = await callOperation(getTool, { params: { toolId } }).catch(() => null);
    if (!tool) return;
    const known = new Map(node.inputs.map((field) => [field.name, field]));
    const inputs = fieldsOfSchema(tool.inputSchema).map((field) => {
      const { value: kept } = known.get(field.name) ?? {};
      return kept === undefined ? field : { ...field, value: kept };
    });
    designer.edit([{ type: "update", id: node.id, set: { inputs } }], `inputs ${node.id}`);
  };
  return (
    <Combobox
      {...control}
      options={[...choices.map(optionOf), ...(isListed ? [] : [{ value: chosen, label: t("gone") }])]}
      value={chosen === "" ? null : chosen}
      placeholder={t("choose")}
      disabled={readOnly}
      onValueChange={(id) => void choose(id)}
    />
  );
}
