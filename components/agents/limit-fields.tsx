"use client";
// How much an agent may do at a time. It holds at once, without a publish.

import { useTranslations } from "next-intl";
import { mostRunsAtATime } from "@/lib/shared/run-limits";
import { Part } from "../shell/list-page";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { type AgentDraft, runLimitOf } from "./agent-draft";
import type { FieldsProps } from "./face-fields";

export function LimitFields({ value, onChange, disabled }: FieldsProps<AgentDraft>) {
  const t = useTranslations("agents.form");
  const isFaulty = runLimitOf(value) === undefined;
  return (
    <Part title={t("limits")} description={t("limitsText")}>
      <Field
        label={t("concurrentRuns")}
        hint={t("concurrentRunsHint")}
        error={isFaulty ? t("concurrentRunsFault", { most: mostRunsAtATime }) : undefined}
        className="max-w-md"
      >
        {(control) => (
          <Input
            {...control}
            name="concurrentRuns"
            inputMode="numeric"
            autoComplete="off"
            placeholder={t("noLimit")}
            disabled={disabled}
            value={value.concurrentRuns}
            onChange={(event) => onChange({ ...value, concurrentRuns: event.target.value })}
          />
        )}
      </Field>
    </Part>
  );
}
