"use client";
// How an agent answers and greets, as far as the short form goes.

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { Behaviour } from "@/lib/agents/contract";
import { modelsQuery } from "@/lib/models/client";
import { Part } from "../shell/list-page";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Select } from "../ui/select";
import { Slider } from "../ui/slider";
import { Textarea } from "../ui/textarea";
import type { FieldsProps } from "./face-fields";
import { QuestionFields } from "./question-fields";

export type BehaviourFieldsProps = FieldsProps<Behaviour> & { workspace: string };

export function BehaviourFields({ workspace, value, onChange, disabled }: BehaviourFieldsProps) {
  const t = useTranslations("agents.form");
  return (
    <>
      <Part title={t("behaviour")} description={t("behaviourText")}>
        <Field label={t("systemPrompt")} hint={t("systemPromptHint")}>
          {(control) => (
            <Textarea
              {...control}
              name="systemPrompt"
              rows={6}
              maxRows={24}
              placeholder={t("systemPromptPlaceholder")}
              maxLength={200_000}
              disabled={disabled}
              value={value.systemPrompt}
              onChange={(event) => onChange({ ...value, systemPrompt: event.target.value })}
            />
          )}
        </Field>
        <ModelChoice workspace={workspace} value={value} onChange={onChange} disabled={disabled} />
        <details className="group/more" open={value.temperature !== null ? true : undefined}>
          <summary className="w-fit rounded-xs py-1 font-medium text-ink-2 text-xs hover:text-ink">
            {t("advanced")}
          </summary>
          <Temperature value={value} onChange={onChange} disabled={disabled} />
        </details>
      </Part>
      <Part title={t("greeting")} description={t("greetingText")}>
        <Field label={t("welcomeMessage")}>
          {(control) => (
            <Textarea
              {...control}
              name="welcomeMessage"
              rows={2}
              placeholder={t("welcomePlaceholder")}
              maxLength={10_000}
              disabled={disabled}
              value={value.welcomeMessage}
              onChange={(event) => onChange({ ...value, welcomeMessage: event.target.value })}
            />
          )}
        </Field>
        <QuestionFields
          value={value.suggestedQuestions}
          onChange={(suggestedQuestions) => onChange({ ...value, suggestedQuestions })}
          disabled={disabled}
        />
      </Part>
    </>
  );
}

function ModelChoice({ workspace, value, onChange, disabled }: BehaviourFieldsProps) {
  const t = useTranslations("agents.form");
  const models = useQuery(modelsQuery(workspace));
  const chat = models.data?.filter(({ type, status }) => type === "chat" && status !== "disabled") ?? [];
  const standard = chat.find(({ isDefault }) => isDefault);
  const gone = value.modelId !== null && models.isSuccess && !chat.some(({ id }) => id === value.modelId);
  return (
    <Field label={t("model")} className="max-w-md">
      {(control) => (
        <Select
          {...control}
          name="model"
          disabled={disabled}
          value={value.modelId ?? ""}
          options={[
            {
              value: "",
              label: standard ? t("defaultModelNamed", { name: standard.name }) : t("defaultModel"),
            },
            ...(gone && value.modelId ? [{ value: value.modelId, label: t("goneModel"), disabled: true }] : []),
            ...chat.map((model) => ({ value: model.id, label: model.name, group: model.providerName })),
          ]}
          onChange={(event) => onChange({ ...value, modelId: event.target.value || null })}
        />
      )}
    </Field>
  );
}

const usualTemperature = 0.7;

function Temperature({ value, onChange, disabled }: FieldsProps<Behaviour>) {
  const t = useTranslations("agents.form");
  const { temperature } = value;
  return (
    <div className="flex max-w-md flex-col gap-3 pt-2">
      <Checkbox
        label={t("setTemperature")}
        hint={t("temperatureHint")}
        disabled={disabled}
        checked={temperature !== null}
        onChange={(event) => onChange({ ...value, temperature: event.target.checked ? usualTemperature : null })}
      />
      {temperature === null ? null : (
        <Field label={t("temperature")} aside={temperature.toFixed(1)}>
          {(control) => (
            <Slider
              {...control}
              min={0}
              max={2}
              step={0.1}
              disabled={disabled}
              value={temperature}
              onValueChange={(next) => onChange({ ...value, temperature: Math.round(next * 10) / 10 })}
            />
          )}
        </Field>
      )}
    </div>
  );
}
