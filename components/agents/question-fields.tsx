"use client";
// The questions an agent suggests, a line each.

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useRef } from "react";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { Input } from "../ui/input";
import { maxQuestions } from "./agent-draft";
import type { FieldsProps } from "./face-fields";

export function QuestionFields({ value, onChange, disabled }: FieldsProps<string[]>) {
  const t = useTranslations("agents.form");
  const list = useRef<HTMLUListElement>(null);
  const add = () => {
    if (value.length >= maxQuestions) return;
    onChange([...value, ""]);
    requestAnimationFrame(() => [...(list.current?.querySelectorAll("input") ?? [])].at(-1)?.focus());
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    add();
  };
  return (
    <fieldset disabled={disabled} className="flex flex-col gap-2">
      <legend className="mb-1.5 font-medium text-ink-2 text-xs">{t("questions")}</legend>
      {value.length > 0 ? (
        <ul ref={list} className="flex flex-col gap-2">
          {value.map((question, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a form have no identity but their place
            <li key={index} className="flex items-center gap-1">
              <Input
                aria-label={t("question", { number: index + 1 })}
                maxLength={500}
                value={question}
                onChange={(event) => onChange(value.map((one, at) => (at === index ? event.target.value : one)))}
                onKeyDown={press}
              />
              <IconButton
                label={t("removeQuestion", { number: index + 1 })}
                onClick={() => onChange(value.filter((_, at) => at !== index))}
              >
                <X />
              </IconButton>
            </li>
          ))}
        </ul>
      ) : null}
      <Button
        size="sm"
        variant="ghost"
        icon={<Plus />}
        className="-ml-2.5 self-start"
        disabled={value.length >= maxQuestions}
        onClick={add}
      >
        {t("addQuestion")}
      </Button>
      <p className="text-ink-3 text-xs">{t("questionsHint")}</p>
    </fieldset>
  );
}
