"use client";
// A value that went in or came out, to read and copy. Long texts stand as texts with their line breaks, everything
// else as JSON; what is large is cut until somebody wants all of it, and copying takes all of it anyway.

import { useLocale, useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { isJsonObject, type Json } from "@/lib/shared/json";
import { Button } from "../ui/button";
import { CodeBlock } from "../ui/code-block";
import { CopyButton } from "../ui/copy-button";
import { formatBytes } from "../ui/quantity-format";
import { splitValue } from "./split-value";

const firstLength = 12_000;
/** More than this a page does not draw at once. */
const mostLength = 400_000;

/** A text in a frame; long ones begin cut. */
export function TextBlock({ title, text, language }: { title: string; text: string; language?: "json" }) {
  const t = useTranslations("runs.node");
  const locale = useLocale();
  const [whole, setWhole] = useState(false);
  const length = whole ? mostLength : firstLength;
  const cut = text.length > length;
  return (
    <div className="min-w-0">
      <CodeBlock
        title={title}
        language={language}
        code={cut ? `${text.slice(0, length)}…` : text}
        copyText={text}
        wrap
        heightClass="max-h-80"
      />
      {cut ? (
        <p className="mt-1 flex items-center gap-2 text-ink-3 text-xs">
          <span className="flex-1">{t("longValue")}</span>
          {whole ? null : (
            <Button size="sm" variant="ghost" onClick={() => setWhole(true)}>
              {t("all", { size: formatBytes(text.length, locale) })}
            </Button>
          )}
        </p>
      ) : null}
    </div>
  );
}

export interface ValueBlockProps {
  title: string;
  value: Json | null;
  /** What to say where there is nothing; nothing at all where it is empty. */
  empty: string;
  heading?: "h2" | "h3";
}

export function ValueBlock({ title, value, empty, heading: Heading = "h3" }: ValueBlockProps) {
  const t = useTranslations("runs.node");
  const parts = useMemo(() => splitValue(value), [value]);
  const nothing = value === null || (isJsonObject(value) && Object.keys(value).length === 0);
  // JSON alone carries the title itself.
  if (!nothing && parts.texts.length === 0) return <TextBlock title={title} language="json" text={parts.json ?? ""} />;
  return (
    <section className="flex min-w-0 flex-col gap-1.5">
      <div className="flex h-7 items-center gap-1">
        <Heading className="min-w-0 flex-1 font-medium text-ink-2 text-xs">{title}</Heading>
        {nothing ? null : <CopyButton size="sm" text={() => JSON.stringify(value, null, 2)} />}
      </div>
      {nothing && empty !== "" ? <p className="text-ink-3">{empty}</p> : null}
      {parts.texts.map(({ name, text }) => (
        <TextBlock key={name} title={name} text={text} />
      ))}
      {nothing || parts.json === null ? null : <TextBlock title={t("others")} language="json" text={parts.json} />}
    </section>
  );
}
