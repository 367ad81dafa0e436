"use client";
// What a server says of a tool now, beside what was approved.

import { useTranslations } from "next-intl";
import type { Json, JsonObject } from "@/lib/shared/json";
import type { ToolView } from "@/lib/tools/contract";
import { Banner } from "../ui/banner";

const parts = ["description", "inputSchema", "annotations"] as const;
const textOf = (value: Json | undefined) =>
  typeof value === "string" ? value : JSON.stringify(value ?? null, null, 2);

export function ToolDifferences({ tool, offered }: { tool: ToolView; offered: JsonObject }) {
  const t = useTranslations("toolServers.differences");
  const approved: JsonObject = {
    description: tool.description,
    inputSchema: tool.inputSchema,
    annotations: { ...tool.annotations },
  };
  const differing = parts.filter((part) => textOf(approved[part]) !== textOf(offered[part]));
  return (
    <div className="flex flex-col gap-4">
      <Banner tone="warn" title={t("title")}>
        {t("text")}
      </Banner>
      {differing.map((part) => (
        <section key={part} aria-label={t(part)}>
          <h3 className="mb-1.5 text-sm">{t(part)}</h3>
          <div className="grid gap-2 sm:grid-cols-2">
            <Side
              label={t("approved")}
              text={textOf(approved[part])}
              other={textOf(offered[part])}
              tone="bg-soft-bad"
            />
            <Side label={t("now")} text={textOf(offered[part])} other={textOf(approved[part])} tone="bg-soft-ok" />
          </div>
        </section>
      ))}
    </div>
  );
}

/** Lines that the other side does not have are marked. */
function Side({ label, text, other, tone }: { label: string; text: string; other: string; tone: string }) {
  const there = new Set(other.split("\n"));
  return (
    <figure className="min-w-0 rounded-md border border-line">
      <figcaption className="border-line border-b px-2.5 py-1 text-2xs text-ink-3">{label}</figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by the keyboard */}
      <pre tabIndex={0} className="max-h-72 overflow-auto whitespace-pre-wrap break-words py-1.5 font-mono text-2xs">
        {text.split("\n").map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text have no other identity than their place
          <span key={at} className={there.has(line) ? "block px-2.5" : `block px-2.5 ${tone}`}>
            {line || " "}
          </span>
        ))}
      </pre>
    </figure>
  );
}
