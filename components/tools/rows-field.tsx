"use client";
// Rows of a name and a text, such as headers: added and removed one by one.

import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { Input } from "../ui/input";
import type { ToolFaults } from "./tool-faults";

interface Row {
  name: string;
  value: string;
}

export interface RowsFieldProps {
  label: string;
  rows: readonly Row[];
  onChange: (rows: Row[]) => void;
  disabled: boolean;
  faults: ToolFaults;
  /** The way to the rows in a fault. */
  way: string;
}

export function RowsField({ label, rows, onChange, disabled, faults, way }: RowsFieldProps) {
  const t = useTranslations("tools.fields");
  const set = (at: number, change: Partial<Row>) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, ...change } : row)));
  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5">
      <legend className="mb-1.5 font-medium text-ink-2 text-xs">{label}</legend>
      {rows.map((row, at) => {
        const fault = faults[`${way}.${at}.name`] ?? faults[`${way}.${at}.value`];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
          <div key={at} className="flex flex-col gap-1">
            <div className="flex gap-1.5">
              <Input
                aria-label={`${label} ${at + 1}: ${t("rowName")}`}
                placeholder={t("rowName")}
                className="w-2/5"
                disabled={disabled}
                spellCheck={false}
                aria-invalid={faults[`${way}.${at}.name`] ? true : undefined}
                value={row.name}
                onChange={(event) => set(at, { name: event.target.value })}
              />
              <Input
                aria-label={`${label} ${at + 1}: ${t("rowValue")}`}
                placeholder={t("rowValue")}
                disabled={disabled}
                spellCheck={false}
                aria-invalid={faults[`${way}.${at}.value`] ? true : undefined}
                value={row.value}
                onChange={(event) => set(at, { value: event.target.value })}
              />
              {disabled ? null : (
                <IconButton
                  label={`${t("removeRow")} ${at + 1}`}
                  onClick={() => onChange(rows.filter((_, index) => index !== at))}
                >
                  <X />
                </IconButton>
              )}
            </div>
            {fault ? (
              <p role="alert" className="text-bad-ink text-xs">
                {fault}
              </p>
            ) : null}
          </div>
        );
      })}
      {disabled ? null : (
        <Button
          size="sm"
          variant="ghost"
          icon={<Plus />}
          className="self-start"
          aria-label={`${label}: ${t("addRow")}`}
          onClick={() => onChange([...rows, { name: "", value: "" }])}
        >
          {t("addRow")}
        </Button>
      )}
    </fieldset>
  );
}
