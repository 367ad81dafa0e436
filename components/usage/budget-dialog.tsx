"use client";
// Sets a budget, or changes one. Whose it is and for which time stays as it was set.

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { z } from "zod";
import { type BudgetView, createBudget, updateBudget } from "@/lib/budgets/contract";
import { callOperation } from "@/lib/http/client";
import { budgetPeriods, budgetSubjects } from "@/lib/shared/statuses";
import { currencyOptions } from "../forms/currency-options";
import { readAmount } from "../forms/read-amount";
import { TextField } from "../forms/text-field";
import { useForm } from "../forms/use-form";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Dialog } from "../ui/dialog";
import { ErrorBanner } from "../ui/error-state";
import { Field } from "../ui/field";
import { Select } from "../ui/select";
import { subjectsQuery } from "./subject-options";

type Subject = (typeof budgetSubjects)[number];

const typedAmount = z.string().refine((text) => (readAmount(text) ?? 0) > 0);
const typedPercent = z.string().refine((text) => /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= 100);
const formSchema = z.object({
  subject: z.enum(budgetSubjects).optional(),
  subjectId: z.string().optional(),
  period: z.enum(budgetPeriods).optional(),
  amount: typedAmount,
  currency: z.string(),
  warnAt: typedPercent,
  isHard: z.string().optional(),
  isActive: z.string().optional(),
});

export interface BudgetDialogProps {
  workspace: string;
  /** Null = a new one. */
  budget: BudgetView | null;
  onClose: () => void;
  onSaved: () => Promise<void>;
}

export function BudgetDialog({ workspace, budget, onClose, onSaved }: BudgetDialogProps) {
  const t = useTranslations("usage.budgets");
  const c = useTranslations("common");
  const id = useId();
  const [subject, setSubject] = useState<Subject>("workspace");
  const subjects = useQuery({
    ...subjectsQuery(workspace, subject === "user" ? "user" : "agent"),
    enabled: budget === null && subject !== "workspace",
  });
  const form = useForm(formSchema, async (typed) => {
    const body = {
      amount: readAmount(typed.amount) ?? 0,
      currency: typed.currency,
      warnAt: Number(typed.warnAt),
      isHard: typed.isHard === "on",
      isActive: typed.isActive === "on",
    };
    if (budget) await callOperation(updateBudget, { params: { budgetId: budget.id }, body });
    else {
      const { subject: whose = "workspace", subjectId = null, period = "month" } = typed;
      await callOperation(createBudget, { body: { ...body, subject: whose, subjectId, period } });
    }
    await onSaved();
    onClose();
    return "leave";
  });
  const isMissing = subject !== "workspace" && subjects.data?.length === 0;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t(budget ? "changeTitle" : "setTitle")}
      footer={
        <>
          <Button onClick={onClose}>{c("cancel")}</Button>
          <Button type="submit" form={id} variant="primary" loading={form.busy} disabled={isMissing}>
            {t("save")}
          </Button>
        </>
      }
    >
      <form id={id} noValidate onSubmit={form.submit} onInput={form.edit} className="grid gap-4 sm:grid-cols-2">
        {budget ? null : (
          <>
            <Field label={t("fields.subject")} className={subject === "workspace" ? "sm:col-span-2" : ""}>
              {(control) => (
                <Select
                  {...control}
                  name="subject"
                  value={subject}
                  options={budgetSubjects.map((value) => ({ value, label: t(`subject.${value}`) }))}
                  onChange={(event) => setSubject(budgetSubjects.find((one) => one === event.target.value) ?? subject)}
                />
              )}
            </Field>
            {subject === "workspace" ? null : (
              <Field
                label={t(`fields.${subject}`)}
                error={form.faults.subjectId ? t("faults.subject") : isMissing ? t("faults.noSubject") : undefined}
              >
                {(control) => (
                  <Select
                    {...control}
                    key={subject}
                    name="subjectId"
                    disabled={!subjects.data}
                    options={subjects.data ?? []}
                  />
                )}
              </Field>
            )}
            <Field label={t("fields.period")} className="sm:col-span-2">
              {(control) => (
                <Select
                  {...control}
                  name="period"
                  defaultValue="month"
                  options={budgetPeriods.map((value) => ({ value, label: t(`period.${value}`) }))}
                />
              )}
            </Field>
          </>
        )}
        <TextField
          name="amount"
          label={t("fields.amount")}
          inputMode="decimal"
          autoComplete="off"
          required
          defaultValue={budget?.amount ?? ""}
          error={form.faults.amount ? t("faults.amount") : undefined}
        />
        <Field label={t("fields.currency")} hint={t("fields.currencyHint")}>
          {(control) => (
            <Select
              {...control}
              name="currency"
              defaultValue={budget?.currency ?? "USD"}
              options={currencyOptions(budget?.currency ?? "USD")}
            />
          )}
        </Field>
        <TextField
          name="warnAt"
          label={t("fields.warnAt")}
          inputMode="numeric"
          autoComplete="off"
          defaultValue={budget?.warnAt ?? 80}
          error={form.faults.warnAt ? t("faults.warnAt") : undefined}
        />
        <div className="flex flex-col gap-2 sm:col-span-2">
          <Checkbox
            name="isHard"
            label={t("fields.isHard")}
            hint={t("fields.isHardHint")}
            defaultChecked={budget?.isHard ?? true}
          />
          <Checkbox name="isActive" label={t("fields.isActive")} defaultChecked={budget?.isActive ?? true} />
        </div>
        {form.error ? <ErrorBanner error={form.error} className="sm:col-span-2" /> : null}
      </form>
    </Dialog>
  );
}
