"use client";
// From when to when, in the reader's own time; either end may be open.

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Button } from "../ui/button";
import { Input } from "../ui/input";

const two = (value: number) => String(value).padStart(2, "0");

/** What the browser's own control shows for a moment. */
function toLocal(iso: string | null): string {
  if (!iso) return "";
  const date = new Date(iso);
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

function toIso(local: string): string | null {
  const time = Date.parse(local);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

export interface TimeSpanProps {
  from: string | null;
  to: string | null;
  onChange: (from: string | null, to: string | null) => void;
}

export function TimeSpan({ from, to, onChange }: TimeSpanProps) {
  const t = useTranslations("runs.filter");
  const id = useId();
  return (
    <fieldset aria-label={t("span")} className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
      <span className="flex items-center gap-2">
        <label htmlFor={`${id}-from`} className="text-ink-3">
          {t("from")}
        </label>
        <Input
          id={`${id}-from`}
          type="datetime-local"
          value={toLocal(from)}
          onChange={({ target }) => onChange(toIso(target.value), to)}
          className="w-52 touch:w-64"
        />
      </span>
      <span className="flex items-center gap-2">
        <label htmlFor={`${id}-to`} className="text-ink-3">
          {t("to")}
        </label>
        <Input
          id={`${id}-to`}
          type="datetime-local"
          value={toLocal(to)}
          min={toLocal(from)}
          onChange={({ target }) => onChange(from, toIso(target.value))}
          className="w-52 touch:w-64"
        />
      </span>
      {from || to ? (
        <Button size="sm" variant="ghost" onClick={() => onChange(null, null)}>
          {t("any.time")}
        </Button>
      ) : null}
    </fieldset>
  );
}
