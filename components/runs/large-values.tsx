"use client";
// Values that are too large to be shown: how they begin, how large they are, and the way to the whole where it was kept.

import { Download } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import type { LargeMembers, LargeValue } from "@/lib/run-log/events";
import { fetchRunFile } from "@/lib/runs/client";
import { Button } from "../ui/button";
import { CodeBlock } from "../ui/code-block";
import { formatBytes } from "../ui/quantity-format";
import { saveAs } from "../ui/save-as";
import { showToast } from "../ui/toast";

function LargeValueBlock({ runId, name, value }: { runId: string; name: string; value: LargeValue }) {
  const t = useTranslations("runs.node");
  const locale = useLocale();
  const [busy, setBusy] = useState(false);
  const { fileId } = value;
  const size = formatBytes(value.bytes, locale);
  const download = async (id: string) => {
    setBusy(true);
    try {
      saveAs(await fetchRunFile(runId, id), `${name}.${value.isText ? "txt" : "json"}`);
    } catch (error) {
      showToast({
        tone: "bad",
        title: t("large.failed"),
        ...(error instanceof Error ? { detail: error.message } : {}),
      });
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="min-w-0">
      <CodeBlock title={name} language={undefined} code={`${value.preview}…`} wrap heightClass="max-h-40" />
      <p className="mt-1 flex items-center gap-2 text-ink-3 text-xs">
        <span className="flex-1">{t(fileId ? "large.kept" : "large.cut", { size })}</span>
        {fileId ? (
          <Button size="sm" variant="ghost" icon={<Download />} loading={busy} onClick={() => download(fileId)}>
            {t("large.download")}
          </Button>
        ) : null}
      </p>
    </div>
  );
}

/** The large members of what went in or came out; nothing where there are none. */
export function LargeValueBlocks({ runId, members }: { runId: string; members: LargeMembers | null | undefined }) {
  return Object.entries(members ?? {}).map(([name, value]) => (
    <LargeValueBlock key={name} runId={runId} name={name} value={value} />
  ));
}
