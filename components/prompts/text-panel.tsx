"use client";
// The text of a prompt with its variables, and what is to be done with what was typed.

import dynamic from "next/dynamic";
import { useFormatter, useTranslations } from "next-intl";
import { useRef } from "react";
import { longestPrompt } from "@/lib/prompts/prompt-variable-rules";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { cn } from "../ui/cn";
import { Skeleton } from "../ui/skeleton";
import { ProblemList } from "./problem-list";
import { variablesIn } from "./prompt-draft";
import type { PromptTextHandle } from "./prompt-text-editor";
import { readOnce } from "./read-once";
import { SaveBar } from "./save-bar";
import type { PromptForm } from "./use-prompt-form";
import { VariableList } from "./variable-list";

const PromptTextEditor = dynamic(() => import("./prompt-text-editor"), {
  ssr: false,
  loading: () => <Skeleton className="h-[286px] rounded-lg" />,
});

export interface TextPanelProps {
  form: PromptForm;
  mayEdit: boolean;
  /** Shows what differs between what is typed and the current version. */
  onCompare: () => void;
}

export function TextPanel({ form, mayEdit, onCompare }: TextPanelProps) {
  const t = useTranslations("prompts");
  const format = useFormatter();
  const editor = useRef<PromptTextHandle>(null);
  const { draft } = form;
  const { template } = draft;
  const over = template.length - longestPrompt;
  const hasError = readOnce(template).problems.some(({ severity }) => severity === "error");
  const isEmpty = template.trim() === "";
  return (
    <div className="flex w-full max-w-7xl flex-col gap-4 px-4 py-5 sm:px-6">
      {form.isConflict ? null : form.isBack ? (
        <Banner
          action={
            <Button size="sm" onClick={form.discard}>
              {t("kept.discard")}
            </Button>
          }
        >
          {t("kept.text")}
        </Banner>
      ) : null}
      <div className="grid gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1fr)_320px]">
        <div className="flex min-w-0 flex-col gap-2">
          <PromptTextEditor
            handle={editor}
            value={template}
            onChange={(next) => form.setDraft({ ...draft, template: next })}
            label={t("editor.label")}
            placeholder={t("editor.placeholder")}
            invalid={hasError || over > 0 || isEmpty}
            readOnly={!mayEdit}
          />
          <div className="flex items-start gap-3">
            <div className="min-w-0 flex-1">
              {over > 0 ? (
                <p role="alert" className="text-bad-ink text-xs">
                  {t("editor.tooLong", { most: longestPrompt, over })}
                </p>
              ) : isEmpty ? (
                <p role="alert" className="text-bad-ink text-xs">
                  {t("editor.empty")}
                </p>
              ) : null}
              <ProblemList template={template} onShow={({ at, length }) => editor.current?.select(at, length)} />
            </div>
            <span className={cn("tabular flex-none text-xs", over > 0 ? "text-bad-ink" : "text-ink-3")}>
              {t("editor.characters", { count: format.number(template.length), most: format.number(longestPrompt) })}
            </span>
          </div>
        </div>
        <VariableList
          variables={variablesIn(draft)}
          disabled={!mayEdit}
          onChange={(variable) =>
            form.setDraft({ ...draft, variables: { ...draft.variables, [variable.name]: variable } })
          }
          onInsert={(name) => editor.current?.insert(`{{ ${name} }}`)}
        />
      </div>
      {mayEdit ? <SaveBar form={form} onCompare={onCompare} /> : null}
    </div>
  );
}
