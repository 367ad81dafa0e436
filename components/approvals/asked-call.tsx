"use client";
// The call of a tool that is to be approved: its name, and what it would be called with. Where the arguments stand in a
// form below they are folded away here.

import { Wrench } from "lucide-react";
import { useTranslations } from "next-intl";
import { CodeBlock } from "../ui/code-block";
import type { AskedToolCall } from "./use-decision";

const maxLength = 20_000;

interface AskedCallProps {
  call: AskedToolCall;
  /** Whether a form below shows the same. */
  folded: boolean;
}

export function AskedCall({ call, folded }: AskedCallProps) {
  const t = useTranslations("approvals.call");
  const text = JSON.stringify(call.arguments, null, 2);
  const block = (
    <CodeBlock
      language="json"
      code={text.length > maxLength ? `${text.slice(0, maxLength)}…` : text}
      copyText={text}
      wrap
      heightClass="max-h-72"
    />
  );
  return (
    <section aria-label={t("label")} className="flex min-w-0 flex-col gap-2">
      <p className="flex items-start gap-2 text-ink-2">
        <Wrench className="mt-0.5 size-4 flex-none text-ink-3" aria-hidden="true" />
        <span className="min-w-0 break-words">
          {t.rich("wants", { name: () => <code className="font-mono text-ink">{call.name}</code> })}
        </span>
      </p>
      {folded ? (
        <details className="group/call">
          <summary className="w-fit text-ink-3 text-xs hover:text-ink-2">{t("asAsked")}</summary>
          <div className="pt-2">{block}</div>
        </details>
      ) : (
        block
      )}
    </section>
  );
}
