"use client";
// What holds for calls of a tool: what it may change, when a person is asked, how long and how much.

import { useTranslations } from "next-intl";
import { toolApprovals } from "@/lib/shared/statuses";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { Switch } from "../ui/switch";
import { CodeLineField } from "./code-line-field";
import type { ToolDraft } from "./tool-draft";
import type { ToolFaults } from "./tool-faults";
import { knownCategories, knownCategoryOf } from "./tool-words";

export interface RuleFieldsProps {
  draft: ToolDraft;
  onChange: (change: Partial<ToolDraft>) => void;
  faults: ToolFaults;
  disabled: boolean;
  /** Whether its hints are ours to say, or its server's. */
  hasOwnHints: boolean;
}

export function RuleFields({ draft, onChange, faults, disabled, hasOwnHints }: RuleFieldsProps) {
  const t = useTranslations("tools.fields");
  const c = useTranslations("tools.categories");
  const categories = knownCategories.map((value) => ({ value: value as string, label: c(value) }));
  const isOther = knownCategoryOf(draft.category) === null;
  return (
    <div className="flex flex-col gap-4">
      <Switch
        label={t("readOnly")}
        hint={t("readOnlyHint")}
        disabled={disabled || !hasOwnHints}
        checked={draft.readOnly}
        onChange={(event) => onChange({ readOnly: event.target.checked })}
      />
      {draft.readOnly ? null : (
        <Switch
          label={t("destructive")}
          hint={t("destructiveHint")}
          disabled={disabled || !hasOwnHints}
          checked={draft.destructive}
          onChange={(event) => onChange({ destructive: event.target.checked })}
        />
      )}
      <Field label={t("approval")} className="max-w-sm">
        {(control) => (
          <Select
            {...control}
            disabled={disabled}
            value={draft.approval}
            options={toolApprovals.map((value) => ({ value, label: t(`approvals.${value}`) }))}
            onChange={({ target }) =>
              onChange({ approval: toolApprovals.find((one) => one === target.value) ?? "always" })
            }
          />
        )}
      </Field>
      {draft.approval === "rule" ? (
        <CodeLineField
          label={t("approvalRule")}
          hint={t("approvalRuleHint")}
          error={faults.approvalRule}
          required
          disabled={disabled}
          value={draft.approvalRule}
          onChange={(approvalRule) => onChange({ approvalRule })}
        />
      ) : null}
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("timeout")} error={faults["body.timeoutMs"] ?? faults.timeoutMs}>
          {(control) => (
            <Input
              {...control}
              inputMode="decimal"
              disabled={disabled}
              value={draft.timeoutS}
              onChange={(event) => onChange({ timeoutS: event.target.value })}
            />
          )}
        </Field>
        <Field label={t("maxOutput")} error={faults.maxOutputLength}>
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              disabled={disabled}
              value={draft.maxOutputLength}
              onChange={(event) => onChange({ maxOutputLength: event.target.value })}
            />
          )}
        </Field>
        <Field label={t("category")} error={faults.category}>
          {(control) => (
            <Select
              {...control}
              disabled={disabled}
              value={draft.category}
              options={isOther ? [...categories, { value: draft.category, label: draft.category }] : categories}
              onChange={({ target }) => onChange({ category: target.value })}
            />
          )}
        </Field>
        <Field label={t("tags")} hint={t("tagsHint")} error={faults.tags}>
          {(control) => (
            <Input
              {...control}
              disabled={disabled}
              value={draft.tags}
              onChange={(event) => onChange({ tags: event.target.value })}
            />
          )}
        </Field>
      </div>
    </div>
  );
}
