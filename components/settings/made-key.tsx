"use client";
// A key that was just made: to copy, and a first call with it.

import { useTranslations } from "next-intl";
import { CodeBlock } from "../ui/code-block";

export function MadeKey({ apiKey }: { apiKey: string }) {
  const t = useTranslations("settings.keys");
  const call = `curl -H "Authorization: Bearer ${apiKey}" \\\n  ${window.location.origin}/api/v1/agents`;
  return (
    <div className="flex flex-col gap-4">
      <CodeBlock code={apiKey} title={t("key")} wrap />
      <CodeBlock code={call} title={t("madeTry")} language="shell" wrap />
    </div>
  );
}
