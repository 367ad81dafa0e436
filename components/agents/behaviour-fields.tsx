"use client";
// How an agent answers and greets, as far as the short form goes.

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { Behaviour } from "@/lib/agents/contract";
import { modelsQuery } from "@/lib/models/client";
import { inOrder, parametersOfModel } from "@/lib/models/parameter-preset-rules";
import { standInModel, writingModels } from "@/lib/models/stand-in-rules";
import { ParameterFold } from "../model-parameters/parameter-fold";
import { Part } from "../shell/list-page";
import { Field } from "../ui/field";
import { Select } from "../ui/select";
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
        <Parameters workspace={workspace} value={value} onChange={onChange} disabled={disabled} />
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
  const chat = writingModels(models.data ?? []);
  const standard = standInModel(chat);
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

/** Whatever the chosen model can be asked with; the temperature is stored apart, which nobody has to see. */
function Parameters({ workspace, value, onChange, disabled }: BehaviourFieldsProps) {
  const models = useQuery(modelsQuery(workspace)).data ?? [];
  const model = value.modelId === null ? standInModel(models) : models.find(({ id }) => id === value.modelId);
  if (!model) return null;
  const { temperature, parameters = {} } = value;
  const { temperature: warmth, ...others } = parametersOfModel(model);
  // An agent holds a temperature up to 2, whatever a model may take.
  const bounded = warmth && { ...warmth, min: Math.max(warmth.min ?? 0, 0), max: Math.min(warmth.max ?? 2, 2) };
  return (
    <ParameterFold
      className="grid gap-x-6 gap-y-4 sm:grid-cols-2"
      specs={bounded ? inOrder({ ...others, temperature: bounded }) : others}
      values={temperature === null ? parameters : { ...parameters, temperature }}
      readOnly={disabled ?? false}
      onChange={({ temperature: next, ...others }) =>
        onChange({ ...value, temperature: typeof next === "number" ? next : null, parameters: others })
      }
    />
  );
}
