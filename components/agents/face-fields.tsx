"use client";
// Who an agent is: its name, what it does, its letter and colour.

import { useTranslations } from "next-intl";
import { useId } from "react";
import { avatarHues } from "@/lib/agents/avatar-rules";
import { Part } from "../shell/list-page";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Textarea } from "../ui/textarea";
import { tip } from "../ui/tip";
import { type AgentDraft, letterOf } from "./agent-draft";
import { AgentMark } from "./agent-mark";

export interface FieldsProps<T> {
  value: T;
  onChange: (value: T) => void;
  disabled: boolean;
}

export interface FaceFieldsProps extends FieldsProps<AgentDraft> {
  nameFault: string | undefined;
}

export function FaceFields({ value, onChange, disabled, nameFault }: FaceFieldsProps) {
  const t = useTranslations("agents.form");
  return (
    <Part title={t("face")} description={t("faceText")}>
      <div className="flex items-start gap-4">
        <AgentMark avatar={{ ...value.avatar, text: letterOf(value) }} size="xl" className="mt-5.5" />
        <Field label={t("name")} required error={nameFault} className="flex-1">
          {(control) => (
            <Input
              {...control}
              name="name"
              autoComplete="off"
              placeholder={t("namePlaceholder")}
              maxLength={200}
              disabled={disabled}
              value={value.name}
              onChange={(event) => onChange({ ...value, name: event.target.value })}
            />
          )}
        </Field>
      </div>
      <Field label={t("description")}>
        {(control) => (
          <Textarea
            {...control}
            name="description"
            rows={2}
            placeholder={t("descriptionPlaceholder")}
            maxLength={4_000}
            disabled={disabled}
            value={value.description}
            onChange={(event) => onChange({ ...value, description: event.target.value })}
          />
        )}
      </Field>
      <div className="flex flex-wrap items-start gap-x-8 gap-y-4">
        <Field label={t("avatar")} hint={t("avatarHint")} className="w-32">
          {(control) => (
            <Input
              {...control}
              name="avatar"
              autoComplete="off"
              maxLength={4}
              placeholder={letterOf({ ...value, avatar: { ...value.avatar, text: "" } })}
              disabled={disabled}
              value={value.avatar.text}
              onChange={(event) => onChange({ ...value, avatar: { ...value.avatar, text: event.target.value.trim() } })}
            />
          )}
        </Field>
        <HueChoice
          value={value.avatar.hue}
          disabled={disabled}
          onChange={(hue) => onChange({ ...value, avatar: { ...value.avatar, hue } })}
        />
      </div>
    </Part>
  );
}

function HueChoice({ value, onChange, disabled }: FieldsProps<AgentDraft["avatar"]["hue"]>) {
  const t = useTranslations("agents.form");
  const name = useId();
  return (
    <fieldset disabled={disabled}>
      <legend className="mb-1.5 font-medium text-ink-2 text-xs">{t("hue")}</legend>
      <div className="flex flex-wrap gap-1.5">
        {avatarHues.map((hue) => (
          <label
            key={hue}
            data-thread={hue}
            {...tip(t(`hues.${hue}`))}
            className="relative flex size-8 items-center justify-center rounded-full border-2 border-transparent has-checked:border-thread has-focus-visible:outline-2 has-focus-visible:outline-focus touch:size-11"
          >
            <input
              type="radio"
              name={name}
              aria-label={t(`hues.${hue}`)}
              checked={hue === value}
              onChange={() => onChange(hue)}
              className="sr-only"
            />
            <span className="size-5.5 rounded-full bg-thread" aria-hidden="true" />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
