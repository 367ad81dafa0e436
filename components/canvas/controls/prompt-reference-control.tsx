"use client";
// A prompt of the workspace in place of the node's own text: found by typing, in one version or always the latest, with
// what its variables get. It can be turned into a text of the node's own.

import { useQuery } from "@tanstack/react-query";
import { ChevronRight, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { ComboboxOption } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { type PromptReference, readPromptReference, textKeyOf, valuesKeyOf } from "@/lib/graph/prompt-reference";
import type { GraphNode } from "@/lib/graph/schema";
import { definitionOf } from "@/lib/nodes/catalogue";
import { promptVersionQuery } from "@/lib/prompts/client";
import type { PromptVersion } from "@/lib/prompts/contract";
import { isJsonObject, type JsonObject } from "@/lib/shared/json";
import { useDesigner, useProblems } from "../designer-context";
import { onDemand } from "../on-demand";
import { loadCombobox } from "../part-loaders";
import { templateOfPrompt } from "../prompt-as-text";
import { useFacts } from "../use-facts";
import { useProblemWords } from "../use-problem-words";
import type { ControlProps } from "./control-props";
import { ValueCell } from "./text-controls";

const Combobox = onDemand(loadCombobox, { place: "field", loading: <Skeleton className="h-8" /> });

/** Versions that the list offers beside the chosen one. */
const maxVersions = 50;

function valuesOf({ config }: GraphNode, key: string): JsonObject {
  const values = config[valuesKeyOf(key)];
  return isJsonObject(values) ? values : {};
}

export function PromptReferenceControl(props: ControlProps) {
  const reference = readPromptReference(props.value);
  return reference ? <ChosenPrompt {...props} reference={reference} /> : <PromptChoice {...props} />;
}

function PromptChoice({ node, field, control, readOnly }: ControlProps) {
  const t = useTranslations("designer.promptReference");
  const designer = useDesigner();
  const prompts = useFacts()?.prompts ?? null;
  const options = (prompts ?? [])
    .filter(({ isActive }) => isActive)
    .map(
      ({ id, name, latest }): ComboboxOption => ({ value: id, label: name, hint: t("version", { number: latest }) }),
    );
  return (
    <Combobox
      {...control}
      options={options}
      value={null}
      placeholder={prompts !== null && options.length === 0 ? t("none") : t("choose")}
      disabled={readOnly || options.length === 0}
      onValueChange={(promptId) => {
        const set = { [field.key]: { promptId, version: "latest" }, [valuesKeyOf(field.key)]: {} };
        // The node's own text would still be resolved, with nobody seeing what is wrong with it.
        designer.edit([{ type: "configure", id: node.id, set, unset: [textKeyOf(field.key)] }]);
      }}
    />
  );
}

function ChosenPrompt({ node, field, control, readOnly, reference }: ControlProps & { reference: PromptReference }) {
  const t = useTranslations("designer.promptReference");
  const designer = useDesigner();
  const facts = useFacts();
  const { promptId, version } = reference;
  const prompt = facts?.prompts.find(({ id }) => id === promptId);
  const number = version === "latest" ? (prompt?.latest ?? null) : version;
  const read = useQuery({
    ...promptVersionQuery(designer.workspace, promptId, number ?? 0),
    enabled: number !== null && prompt !== undefined,
  });
  const name = prompt?.name ?? (facts ? t("gone") : "…");
  const leave = (text: string | null) => {
    const textKey = textKeyOf(field.key);
    const preset = definitionOf(node.type)?.initial.config[textKey] ?? "";
    const set = { [textKey]: text ?? preset };
    designer.edit([{ type: "configure", id: node.id, set, unset: [field.key, valuesKeyOf(field.key)] }]);
  };
  return (
    <div className="flex flex-col gap-3 rounded-md border border-line p-2.5">
      <div className="flex items-center gap-2">
        <span className="min-w-0 flex-1 truncate font-medium text-sm">{name}</span>
        {prompt && !prompt.isActive ? <Badge tone="warn">{t("off")}</Badge> : null}
        {readOnly ? null : (
          <IconButton size="sm" label={t("remove", { name })} onClick={() => leave(null)}>
            <X />
          </IconButton>
        )}
      </div>
      <Select
        {...control}
        aria-label={t("whichVersion")}
        disabled={readOnly}
        value={String(version)}
        options={versionsOf(prompt?.latest ?? 0, version).map((one) => ({
          value: String(one),
          label: one === "latest" ? t("latest", { number: prompt?.latest ?? 0 }) : t("version", { number: one }),
        }))}
        onChange={({ target }) => {
          const next = target.value === "latest" ? "latest" : Number(target.value);
          designer.edit([
            { type: "configure", id: node.id, set: { [field.key]: { promptId, version: next } }, unset: [] },
          ]);
        }}
      />
      {read.isError ? <p className="text-ink-3 text-xs">{t("unreadable")}</p> : null}
      {read.isLoading ? <Skeleton className="h-16" /> : null}
      {read.data ? (
        <>
          <details className="group/text">
            <summary className="flex list-none items-center gap-1.5 text-ink-2 text-xs">
              <ChevronRight className="size-3.5 transition-transform group-open/text:rotate-90" />
              {t("preview")}
            </summary>
            <pre
              // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
              tabIndex={0}
              className="mt-1.5 max-h-48 overflow-auto whitespace-pre-wrap break-words rounded-sm bg-sunken p-2 font-mono text-xs"
            >
              {read.data.template}
            </pre>
          </details>
          <PromptValues node={node} field={field.key} version={read.data} readOnly={readOnly} />
          {readOnly ? null : (
            <Button
              size="sm"
              className="self-start"
              onClick={() =>
                leave(templateOfPrompt(read.data.template, read.data.variables, valuesOf(node, field.key)))
              }
            >
              {t("copy")}
            </Button>
          )}
        </>
      ) : null}
    </div>
  );
}

function versionsOf(latest: number, chosen: number | "latest"): (number | "latest")[] {
  const newest = Array.from({ length: Math.min(latest, maxVersions) }, (_, index) => latest - index);
  return ["latest", ...newest, ...(chosen === "latest" || newest.includes(chosen) ? [] : [chosen])];
}

interface PromptValuesProps {
  node: GraphNode;
  /** The key of the reference. */
  field: string;
  version: PromptVersion;
  readOnly: boolean;
}

function PromptValues({ node, field, version, readOnly }: PromptValuesProps) {
  const t = useTranslations("designer.promptReference");
  const form = useTranslations("designer.form");
  const designer = useDesigner();
  const say = useProblemWords();
  const problems = useProblems((state) => state.byNode.get(node.id));
  const values = valuesOf(node, field);
  const valuesKey = valuesKeyOf(field);
  return (
    <div data-field={valuesKey} className="flex flex-col gap-3">
      {version.variables.map((variable) => {
        const { name, required, description, options } = variable;
        const path = `config.${valuesKey}.${name}`;
        const own =
          problems?.filter((problem) => problem.field === path || problem.field?.startsWith(`${path}.`)) ?? [];
        const hint = [description, options && options.length > 0 ? t("options", { list: options.join(", ") }) : ""]
          .filter((text) => text !== undefined && text !== "")
          .join(" ");
        const isNeeded = required && (variable.default === undefined || variable.default === "");
        const set = (value: string) =>
          designer.edit(
            [{ type: "configure", id: node.id, set: { [valuesKey]: { ...values, [name]: value } }, unset: [] }],
            `configure ${node.id} ${valuesKey}.${name}`,
          );
        return (
          <Field
            key={name}
            label={name}
            aside={isNeeded ? undefined : form("optional")}
            hint={hint === "" ? undefined : hint}
            error={own.length > 0 ? [...new Set(own.map(say))].join(" ") : undefined}
          >
            {(control) => (
              <ValueCell
                nodeId={node.id}
                id={control.id}
                describedBy={control["aria-describedby"]}
                label={name}
                value={values[name]}
                wanted={variable.type}
                readOnly={readOnly}
                invalid={own.length > 0}
                {...(variable.default === undefined ? {} : { placeholder: String(variable.default) })}
                onChange={set}
              />
            )}
          </Field>
        );
      })}
    </div>
  );
}
