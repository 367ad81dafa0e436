"use client";
// A prompt tried out: sample values, a model, and what it writes; with two versions of the text beside each other.

import { useQueries, useQuery } from "@tanstack/react-query";
import { Play, Square } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { modelsQuery } from "@/lib/models/client";
import { parametersOfModel } from "@/lib/models/parameter-preset-rules";
import { standInModel, writingModels } from "@/lib/models/stand-in-rules";
import { promptVersionQuery } from "@/lib/prompts/client";
import type { PromptView } from "@/lib/prompts/contract";
import type { JsonObject } from "@/lib/shared/json";
import { findParameterFaults } from "@/lib/shared/model-parameters";
import type { ChosenParameters } from "@/lib/shared/parameter-values";
import { AskedForm } from "../forms/asked-form";
import { faultsIn, firstInputs, type InputFaults, inputsToSend } from "../forms/asked-values";
import { ParameterFold } from "../model-parameters/parameter-fold";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { EmptyState } from "../ui/empty-state";
import { ErrorBanner } from "../ui/error-state";
import { Field } from "../ui/field";
import { Select } from "../ui/select";
import { Skeleton } from "../ui/skeleton";
import { contentOf, isSendable } from "./prompt-draft";
import { sampleFields } from "./sample-fields";
import { TrialColumn } from "./trial-column";
import type { PromptForm } from "./use-prompt-form";
import type { TrialBody, Trials } from "./use-trials";

/** A version by its number, or the text as it is typed. */
type Side = number | "typed";

const readSide = (value: string): Side => (value === "typed" ? "typed" : Number(value));

/** What a test is asked with. */
export interface Sample {
  /** Empty = the workspace's default. */
  modelId: string;
  /** Null = what is typed, or the current version where nothing is. */
  first: Side | null;
  /** Null = nothing beside it. */
  second: Side | null;
  values: JsonObject;
  /** Of the model; the same for both. */
  parameters: ChosenParameters;
}

export const emptySample: Sample = { modelId: "", first: null, second: null, values: {}, parameters: {} };
const mostVersions = 200;

export interface TestPanelProps {
  workspace: string;
  prompt: PromptView;
  form: PromptForm;
  /** Both live as long as the page, also while another part of it is shown. */
  trials: Trials;
  sample: Sample;
  onSample: (sample: Sample) => void;
}

export function TestPanel({ workspace, prompt, form, trials, sample, onSample }: TestPanelProps) {
  const t = useTranslations("prompts.test");
  const models = useQuery(modelsQuery(workspace)).data ?? [];
  const [faults, setFaults] = useState<InputFaults>({});
  const [refusals, setRefusals] = useState(0);
  const chat = writingModels(models);
  const standard = standInModel(models);
  const { modelId, first, second, values, parameters } = sample;
  const set = (change: Partial<Sample>) => onSample({ ...sample, ...change });
  // Numbers have no gaps.
  const numbers = Array.from(
    { length: Math.min(prompt.currentNumber, mostVersions) },
    (_, at) => prompt.currentNumber - at,
  );
  const standing: Side = form.isDirty ? "typed" : prompt.currentNumber;
  // What is typed may have been saved or thrown away since it was chosen.
  const left = first === "typed" && !form.isDirty ? prompt.currentNumber : (first ?? standing);
  const right = second === "typed" && !form.isDirty ? prompt.currentNumber : second;
  const sides = right === null ? [left] : [left, right];
  const stored = useQueries({
    queries: sides.map((side) => ({
      ...promptVersionQuery(workspace, prompt.id, side === "typed" ? prompt.currentNumber : side),
      enabled: side !== "typed",
    })),
  });
  const contents = sides.map((side, at) => (side === "typed" ? contentOf(form.draft) : stored[at]?.data));
  const fault = stored.find(({ error }) => error)?.error;
  const isRead = contents.every((content) => content !== undefined);
  const fields = sampleFields(contents.flatMap((content) => (content ? [content.variables] : [])));
  const given = { ...firstInputs(fields), ...values };
  const isFaulty = sides.includes("typed") && !isSendable(form.draft);
  const asked = modelId === "" ? standard : chat.find(({ id }) => id === modelId);
  const specs = asked ? parametersOfModel(asked) : {};
  const unfit = findParameterFaults(specs, parameters);
  // Chosen for another model, and kept for when it is asked again.
  const ignored = new Set(unfit.flatMap(({ code, name }) => (code === "parameter_unknown" ? [name] : [])));
  const isUnfit = unfit.length > ignored.size;

  const nameOf = (side: Side) =>
    side === "typed" ? t("typed") : t(side === prompt.currentNumber ? "numberedCurrent" : "numbered", { number: side });
  const options = [...(form.isDirty ? ["typed" as const] : []), ...numbers].map((side) => ({
    value: String(side),
    label: nameOf(side),
  }));
  const start = (event: FormEvent) => {
    event.preventDefault();
    if (trials.isRunning || !isRead || isFaulty || isUnfit) return;
    const found = faultsIn(fields, given);
    setFaults(found);
    if (Object.keys(found).length > 0) {
      setRefusals(refusals + 1);
      return;
    }
    const sent = inputsToSend(fields, given);
    trials.start(
      sides.map(
        (side): TrialBody => ({
          source: side === "typed" ? contentOf(form.draft) : { promptId: prompt.id, version: side },
          values: sent,
          modelId: modelId || null,
          parameters: Object.fromEntries(Object.entries(parameters).filter(([name]) => !ignored.has(name))),
        }),
      ),
      sides.map(nameOf),
    );
  };
  const other = numbers.find((number) => number !== left) ?? prompt.currentNumber;
  return (
    <div className="grid w-full max-w-7xl gap-x-8 gap-y-6 px-4 py-5 sm:px-6 lg:grid-cols-[300px_minmax(0,1fr)]">
      <form noValidate onSubmit={start} className="flex min-w-0 flex-col gap-4">
        <Field label={t("model")}>
          {(control) => (
            <Select
              {...control}
              value={modelId}
              options={[
                { value: "", label: standard ? t("defaultModelNamed", { name: standard.name }) : t("defaultModel") },
                ...chat.map((model) => ({ value: model.id, label: model.name, group: model.providerName })),
              ]}
              onChange={(event) => set({ modelId: event.target.value })}
            />
          )}
        </Field>
        <div className="flex gap-3">
          <Field label={t(right === null ? "version" : "versionA")} className="flex-1">
            {(control) => (
              <Select
                {...control}
                value={String(left)}
                options={options}
                onChange={(event) => set({ first: readSide(event.target.value) })}
              />
            )}
          </Field>
          {right === null ? null : (
            <Field label={t("versionB")} className="flex-1">
              {(control) => (
                <Select
                  {...control}
                  value={String(right)}
                  options={options}
                  onChange={(event) => set({ second: readSide(event.target.value) })}
                />
              )}
            </Field>
          )}
        </div>
        {options.length > 1 ? (
          <Checkbox
            label={t("beside")}
            checked={right !== null}
            onChange={(event) => set({ second: event.target.checked ? other : null })}
          />
        ) : null}
        <fieldset className="flex min-w-0 flex-col gap-3 border-line border-t pt-4">
          <legend className="float-left font-medium text-sm">{t("values")}</legend>
          {fault ? <ErrorBanner error={fault} /> : null}
          {!isRead && !fault ? <Skeleton className="h-8" /> : null}
          {isRead && fields.length === 0 ? <p className="clear-both text-ink-2">{t("noValues")}</p> : null}
          <AskedForm
            className="clear-both sm:grid-cols-1 [&>*]:sm:col-span-1"
            fields={fields}
            values={given}
            faults={faults}
            refusals={refusals}
            onChange={(name, value) => {
              set({ values: { ...values, [name]: value } });
              const { [name]: _, ...rest } = faults;
              setFaults(rest);
            }}
          />
        </fieldset>
        <div className="border-line border-t pt-3">
          <ParameterFold specs={specs} values={parameters} onChange={(next) => set({ parameters: next })} />
        </div>
        {isUnfit ? <p className="text-bad-ink text-xs">{t("unfit")}</p> : null}
        {isFaulty ? <p className="text-bad-ink text-xs">{t("mend")}</p> : null}
        {trials.isRunning ? (
          // Two buttons, not one that changes under the finger: a press on the first would go on as one on the second.
          <Button key="stop" icon={<Square />} onClick={trials.stop}>
            {t("stop")}
          </Button>
        ) : (
          <Button key="run" type="submit" variant="primary" icon={<Play />} disabled={!isRead || isFaulty || isUnfit}>
            {t(right === null ? "run" : "runBoth")}
          </Button>
        )}
      </form>
      <div className="min-w-0">
        {trials.results.length === 0 ? (
          <EmptyState drawing="voices" title={t("waiting")}>
            {t("waitingText")}
          </EmptyState>
        ) : (
          <div className={trials.results.length > 1 ? "grid gap-4 md:grid-cols-2" : ""}>
            {trials.results.map((result, side) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: left and right stay where they are
              <TrialColumn key={side} result={result} name={trials.names[side] ?? ""} />
            ))}
          </div>
        )}
      </div>
    </div>
  );
}
