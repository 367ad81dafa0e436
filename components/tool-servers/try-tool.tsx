"use client";
// Calls a tool once, for real, with arguments from a form that its schema draws.

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { callOperation } from "@/lib/http/client";
import { type ToolView, testTool } from "@/lib/tools/contract";
import { draftOf, fieldsOf, readDraft } from "../schema-form/schema-fields";
import { SchemaForm } from "../schema-form/schema-form";
import { Button } from "../ui/button";
import { CodeBlock } from "../ui/code-block";
import { ErrorBanner } from "../ui/error-state";
import { StatusDot } from "../ui/status-dot";

const shownCharacters = 20_000;

export function TryTool({ tool }: { tool: ToolView }) {
  const t = useTranslations("toolServers.try");
  const fields = useMemo(() => fieldsOf(tool.inputSchema), [tool.inputSchema]);
  const [draft, setDraft] = useState(() => draftOf(fields, {}));
  const [faults, setFaults] = useState<ReturnType<typeof readDraft>["faults"]>({});
  const call = useMutation({
    mutationFn: (given: ReturnType<typeof readDraft>["value"]) =>
      callOperation(testTool, { params: { toolId: tool.id }, body: { arguments: given } }),
  });
  const result = call.data;
  return (
    <form
      noValidate
      aria-label={t("title")}
      className="flex flex-col gap-4 rounded-lg border border-line p-4"
      onSubmit={(event) => {
        event.preventDefault();
        const read = readDraft(fields, draft);
        setFaults(read.faults);
        if (!call.isPending && Object.keys(read.faults).length === 0) call.mutate(read.value);
      }}
    >
      <h3 className="text-sm">{t("title")}</h3>
      <SchemaForm fields={fields} draft={draft} onChange={setDraft} faults={faults} />
      <div className="flex items-center gap-3">
        <Button type="submit" loading={call.isPending}>
          {t("run")}
        </Button>
        <span className="text-ink-3 text-xs">{t("hint")}</span>
      </div>
      {call.error ? <ErrorBanner error={call.error} /> : null}
      {result ? (
        <output className="flex flex-col gap-2">
          <span className="inline-flex items-center gap-2 text-sm">
            <StatusDot look={result.isError ? "bad" : "ok"} />
            {t(result.isError ? "failed" : "worked", { ms: Math.round(result.durationMs) })}
          </span>
          <CodeBlock code={result.text.slice(0, shownCharacters)} copyText={result.text} wrap heightClass="max-h-80" />
          {result.detail ? <CodeBlock code={result.detail} title={t("detail")} wrap heightClass="max-h-60" /> : null}
        </output>
      ) : null}
    </form>
  );
}
