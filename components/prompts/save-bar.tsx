"use client";
// At the foot of the page once something was typed: a note for the others and the button that stores it as a version;
// where somebody was faster, what to do about that.

import { useTranslations } from "next-intl";
import { type FormEvent, useId } from "react";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { ErrorBanner } from "../ui/error-state";
import { Input } from "../ui/input";
import { isSendable } from "./prompt-draft";
import type { PromptForm } from "./use-prompt-form";

export function SaveBar({ form, onCompare }: { form: PromptForm; onCompare: () => void }) {
  const t = useTranslations("prompts");
  const noteId = useId();
  if (!form.isDirty) return null;
  const isReady = isSendable(form.draft);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady && !form.isSaving && !form.isConflict) form.save();
  };
  return (
    <div className="sticky bottom-[calc(var(--shell-bottom)+12px)] z-10 flex animate-rise flex-col gap-2">
      {form.error ? (
        <div className="rounded-md bg-surface shadow-3">
          <ErrorBanner error={form.error} />
        </div>
      ) : null}
      {form.isConflict ? (
        <div className="rounded-md bg-surface shadow-3">
          <Banner tone="warn" title={t("conflict.title", { number: form.next - 1 })}>
            <p>{t("conflict.text", { base: form.basedOn })}</p>
            <p className="mt-2 flex flex-wrap gap-2">
              <Button size="sm" onClick={onCompare}>
                {t("conflict.see")}
              </Button>
              <Button size="sm" disabled={form.isSaving} onClick={form.discard}>
                {t("conflict.take")}
              </Button>
              <Button size="sm" variant="primary" disabled={!isReady} loading={form.isSaving} onClick={form.saveMine}>
                {t("conflict.overwrite")}
              </Button>
            </p>
          </Banner>
        </div>
      ) : (
        <form
          noValidate
          onSubmit={submit}
          className="flex flex-wrap items-center gap-2 rounded-lg border border-line bg-raised px-3.5 py-2.5 shadow-3"
        >
          <span role="status" className="text-ink-2">
            {isReady ? t("save.unsaved") : t("save.faulty")}
          </span>
          <label htmlFor={noteId} className="sr-only">
            {t("save.note")}
          </label>
          <Input
            id={noteId}
            className="min-w-0 flex-1 max-sm:order-first max-sm:w-full max-sm:flex-none"
            autoComplete="off"
            maxLength={2_000}
            placeholder={t("save.noteHint")}
            value={form.note}
            onChange={(event) => form.setNote(event.target.value)}
          />
          <span className="flex-1 sm:hidden" />
          <Button variant="ghost" disabled={form.isSaving} onClick={form.discard}>
            {t("save.discard")}
          </Button>
          <Button type="submit" variant="primary" loading={form.isSaving} disabled={!isReady}>
            {t("save.action", { number: form.next })}
          </Button>
        </form>
      )}
    </div>
  );
}
