"use client";
// A form of the settings that is saved by its button: whatever went wrong with the whole stands above the fields, that
// it was saved stands beside the button until somebody types again. Knows nothing of what is saved.

import { useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import type { z } from "zod";
import { type FormState, useForm } from "../forms/use-form";
import { ErrorBanner } from "../ui/error-state";
import { LeaveGuard } from "../ui/leave-guard";
import { SaveRow } from "./save-row";

export interface SettingsForm extends FormState {
  saved: boolean;
  /** Something was changed since it was saved. */
  touched: boolean;
}

/** A form that stays after saving and remembers that it has saved. */
export function useSettingsForm<S extends z.ZodType>(
  schema: S,
  save: (input: z.input<S>) => Promise<void>,
): SettingsForm {
  const [saved, setSaved] = useState(false);
  const [touched, setTouched] = useState(false);
  const edits = useRef(0);
  const form = useForm(schema, async (input) => {
    const before = edits.current;
    await save(input);
    // What was typed while it was being saved is still to be saved.
    if (edits.current === before) {
      setSaved(true);
      setTouched(false);
    }
    return "stay";
  });
  return {
    ...form,
    saved,
    touched,
    edit: (event) => {
      edits.current++;
      setSaved(false);
      setTouched(true);
      form.edit(event);
    },
  };
}

export interface SettingsFieldsProps {
  form: SettingsForm;
  /** Said in place of the button to those who may only read. */
  readonlyText?: string | undefined;
  children: ReactNode;
}

export function SettingsFields({ form, readonlyText, children }: SettingsFieldsProps) {
  const t = useTranslations("settings");
  return (
    <form noValidate onSubmit={form.submit} onInput={form.edit} className="flex max-w-md flex-col gap-4">
      <LeaveGuard when={form.touched} />
      {form.error ? <ErrorBanner error={form.error} /> : null}
      {children}
      {readonlyText === undefined ? (
        <SaveRow label={t("save")} savedLabel={t("saved")} busy={form.busy} saved={form.saved} />
      ) : (
        <p className="text-ink-3">{readonlyText}</p>
      )}
    </form>
  );
}
