"use client";
// What narrows the list of runs: a field to type filters into, and a select for each of them. Both show one choice.

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { Button } from "../ui/button";
import type { FilterQuery } from "../ui/filter-query";
import type { FilterKey } from "../ui/filter-suggestions";
import { SearchFilter } from "../ui/search-filter";
import { Select } from "../ui/select";
import { choiceOf, isId, type RunChoice } from "./run-choice";

// Times are shown in the reader's zone, which only the browser knows for sure.
const TimeSpan = dynamic(() => import("./time-span").then((file) => file.TimeSpan), { ssr: false });

const selectable = ["status", "agent", "workflow", "trigger", "time"] as const;
type Key = (typeof selectable)[number];

const isKey = (text: string): text is Key => selectable.some((key) => key === text);

export interface RunFiltersProps {
  choice: RunChoice;
  onChoice: (choice: RunChoice) => void;
  keys: readonly FilterKey[];
  /** Somebody pasted the id of a run. */
  onRunId: (id: string) => void;
}

export function RunFilters({ choice, onChoice, keys, onRunId }: RunFiltersProps) {
  const t = useTranslations("runs");
  const [words, setWords] = useState("");
  const [customOpen, setCustomOpen] = useState(false);
  const isCustom = customOpen || choice.from !== null || choice.to !== null;
  const query = useMemo(
    (): FilterQuery => ({
      filters: selectable.flatMap((key) => {
        const value = choice[key];
        return value === null ? [] : [{ key, value }];
      }),
      text: words,
    }),
    [choice, words],
  );

  const typed = (next: FilterQuery) => {
    const id = next.text.trim().toLowerCase();
    if (isId(id)) onRunId(id);
    setWords(isId(id) ? "" : next.text);
    const chosen = choiceOf((name) => next.filters.find(({ key }) => key === name)?.value ?? null);
    // Fixed times are no filter of the field; a span typed there replaces them.
    const span = chosen.time ? {} : { from: choice.from, to: choice.to };
    onChoice({ ...chosen, ...span, dead: choice.dead });
    if (chosen.time) setCustomOpen(false);
  };

  const select = (key: Key, value: string) => {
    if (key === "time") {
      setCustomOpen(value === "custom");
      if (value === "custom") return onChoice({ ...choice, time: null });
      return onChoice({
        ...choiceOf((name) => (name === "time" ? value : readable(choice, name))),
        from: null,
        to: null,
      });
    }
    onChoice({ ...choiceOf((name) => (name === key ? value : readable(choice, name))) });
  };

  return (
    <div className="flex flex-none flex-col gap-2 border-line border-b px-4 py-2.5 sm:px-6">
      <div className="flex flex-wrap items-start gap-2">
        <SearchFilter
          label={t("filter.label")}
          placeholder={t("filter.placeholder")}
          keys={keys}
          query={query}
          onQueryChange={typed}
          className="min-w-64 flex-1"
        />
        <div className="flex min-w-0 gap-2 max-xl:w-full max-xl:overflow-x-auto max-xl:p-1 max-xl:-m-1">
          {keys.map(({ key, label, values }) =>
            isKey(key) ? (
              <Select
                key={key}
                aria-label={label}
                className="w-34 flex-none"
                value={key === "time" && isCustom ? "custom" : (choice[key] ?? "")}
                options={[
                  { value: "", label: t(`filter.any.${key}`) },
                  ...values,
                  ...(key === "time" ? [{ value: "custom", label: t("filter.within.custom") }] : []),
                ]}
                onChange={({ target }) => select(key, target.value)}
              />
            ) : null,
          )}
          <Button
            aria-pressed={choice.dead !== null}
            className="flex-none aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-text"
            onClick={() => onChoice({ ...choice, dead: choice.dead ? null : "true" })}
          >
            {t("dead.filter")}
          </Button>
        </div>
      </div>
      {isCustom ? (
        <TimeSpan
          from={choice.from}
          to={choice.to}
          onChange={(from, to) => onChoice({ ...choice, time: null, from, to })}
        />
      ) : null}
      {words ? (
        <p role="status" className="text-ink-2 text-xs">
          {t("filter.words")}
        </p>
      ) : null}
    </div>
  );
}

/** One member of a choice as an address would hold it. */
function readable(choice: RunChoice, name: string): string | null {
  const entry = Object.entries(choice).find(([key]) => key === name);
  return entry?.[1] ?? null;
}
