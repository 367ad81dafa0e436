"use client";
// Two texts compared, line by line, with the words that differ marked; what is alike is folded.

import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { Button } from "../ui/button";
import { cn } from "../ui/cn";
import { countChanges, type DiffGap, type DiffLine, diffText, foldSame } from "./diff-text";

/** More rows than this are drawn on demand. */
const mostRows = 600;

export interface DiffViewProps {
  /** Of the table, for those who can't see it. */
  label: string;
  before: string;
  after: string;
}

export function DiffView({ label, before, after }: DiffViewProps) {
  const t = useTranslations("prompts.versions");
  const lines = useMemo(() => diffText(before, after), [before, after]);
  const rows = useMemo(() => foldSame(lines), [lines]);
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const [isWhole, setWhole] = useState(false);
  const { added, removed } = countChanges(lines);
  if (added + removed === 0) return <p className="text-ink-2">{t("same")}</p>;
  const shown = isWhole ? rows : rows.slice(0, mostRows);
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <p className="text-ink-3 text-xs">
        {t("counts", { added: t("added", { count: added }), removed: t("removed", { count: removed }) })}
      </p>
      <div className="overflow-hidden rounded-lg border border-line bg-raised">
        <table aria-label={label} className="w-full table-fixed border-collapse text-sm leading-relaxed">
          <colgroup>
            <col className="w-9" />
            <col className="w-9" />
            <col className="w-5" />
            <col />
          </colgroup>
          <tbody>
            {shown.map((row) =>
              row.kind !== "gap" ? (
                <Line key={keyOf(row)} line={row} />
              ) : opened.has(beginOf(row)) ? (
                row.lines.map((line) => <Line key={keyOf(line)} line={line} />)
              ) : (
                <Gap
                  key={`gap ${beginOf(row)}`}
                  gap={row}
                  onOpen={() => setOpened(new Set([...opened, beginOf(row)]))}
                />
              ),
            )}
          </tbody>
        </table>
      </div>
      {rows.length > shown.length ? (
        <Button size="sm" className="self-start" onClick={() => setWhole(true)}>
          {t("showAll", { count: rows.length - shown.length })}
        </Button>
      ) : null}
    </div>
  );
}

const keyOf = ({ a, b }: DiffLine) => `${a ?? ""}:${b ?? ""}`;

const beginOf = ({ lines }: DiffGap) => lines[0]?.a ?? 0;

const looks = {
  same: { row: "", sign: "" },
  removed: { row: "bg-soft-bad", sign: "−" },
  added: { row: "bg-soft-ok", sign: "+" },
};

function Line({ line }: { line: DiffLine }) {
  const t = useTranslations("prompts.versions");
  const { kind, a, b, parts } = line;
  const { row, sign } = looks[kind];
  const number = "tabular select-none px-1.5 text-right align-top text-2xs text-ink-3 leading-[1.4rem]";
  const Mark = kind === "removed" ? "del" : "ins";
  return (
    <tr className={row}>
      <td className={number}>{a}</td>
      <td className={number}>{b}</td>
      <td className="select-none text-center align-top text-ink-2">
        {kind === "same" ? null : (
          <>
            <span aria-hidden="true">{sign}</span>
            <span className="sr-only">{t(kind === "added" ? "lineAdded" : "lineRemoved")}</span>
          </>
        )}
      </td>
      <td className="whitespace-pre-wrap break-words py-px pr-3 pl-1">
        {parts.map((part, at) =>
          part.isChanged ? (
            <Mark
              // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a line never change places
              key={at}
              className={cn(
                "rounded-xs no-underline",
                kind === "removed"
                  ? "bg-[color-mix(in_oklab,var(--bad)_26%,transparent)]"
                  : "bg-[color-mix(in_oklab,var(--ok)_26%,transparent)]",
              )}
            >
              {part.text}
            </Mark>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a line never change places
            <span key={at}>{part.text}</span>
          ),
        )}
        {parts.every(({ text }) => text === "") ? "\u00a0" : null}
      </td>
    </tr>
  );
}

function Gap({ gap, onOpen }: { gap: DiffGap; onOpen: () => void }) {
  const t = useTranslations("prompts.versions");
  return (
    <tr className="border-line border-y bg-sunken/60">
      <td colSpan={4} className="p-0">
        <button
          type="button"
          onClick={onOpen}
          className="flex min-h-7 w-full items-center px-3 text-ink-3 text-xs hover:text-ink focus-visible:-outline-offset-2 touch:min-h-11"
        >
          {t("gap", { count: gap.lines.length })}
        </button>
      </td>
    </tr>
  );
}
