"use client";
// What the process of a tool server wrote last.

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { serverLogQuery } from "@/lib/tool-servers/client";
import { CodeBlock } from "../ui/code-block";

export function ServerLog({ workspace, serverId }: { workspace: string; serverId: string }) {
  const t = useTranslations("toolServers.log");
  const { data } = useQuery(serverLogQuery(workspace, serverId));
  return (
    <section aria-label={t("title")} className="px-4 sm:px-6">
      <h2 className="mb-2 text-base">{t("title")}</h2>
      {data ? (
        <CodeBlock code={data} wrap heightClass="max-h-96" />
      ) : (
        <p className="text-ink-3 text-sm">{t("empty")}</p>
      )}
    </section>
  );
}
