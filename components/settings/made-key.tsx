"use client";
// A key that was just made: to copy, and a first call with it.

import { useTranslations } from "next-intl";
import { CodeBlock } from "../ui/code-block";
import { CopyButton } from "../ui/copy-button";

export function MadeKey({ apiKey }: { apiKey: string }) {
  const t = useTranslations("settings.keys");
  const call = `curl -H "Authorization: Bearer ${apiKey}" \\\n  ${window.location.origin}/api/v1/agents`;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex items-center gap-2 rounded-md border border-line bg-sunken py-1.5 pr-1.5 pl-3">
        <code className="min-w-0 flex-1 break-all font-mono text-sm">{apiKey}</code>
        <CopyButton text={apiKey} variant="outline" />
      </div>
      <CodeBlock code={call} title={t("madeTry")} language="shell" wrap />
    </div>
  );
}
