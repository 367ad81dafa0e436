"use client";
// Calls a tool once with a form drawn from its schema, and shows what a model would read of it.

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { callOperation } from "@/lib/http/client";
import type { JsonObject } from "@/lib/shared/json";
import { type ToolTest, type ToolView, testTool } from "@/lib/tools/contract";
import { type Draft, draftOf, fieldsOf, readDraft, type SchemaFault } from "../schema-form/schema-fields";
import { SchemaForm } from "../schema-form/schema-form";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { CodeBlock } from "../ui/code-block";
import { ErrorBanner } from "../ui/error-state";

export function CallPanel({ tool }: { tool: ToolView }) {
  const t = useTranslations("tools.call");
  const fields = fieldsOf(tool.inputSchema as JsonObject);
  const [draft, setDraft] = useState<Draft>(() => draftOf(fields, {}));
  const [faults, setFaults] = useState<Record<string, SchemaFault>>({});
  const call = useMutation({
    mutationFn: (given: JsonObject) =>
      callOperation(testTool, { params: { toolId: tool.id }, body: { arguments: given } }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = readDraft(fields, draft);
    setFaults(read.faults);
    if (Object.keys(read.faults).length === 0 && !call.isPending) call.mutate(read.value);
  };
  return (
    <div className="flex flex-col gap-6">
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <p className="text-ink-2">{t("text")}</p>
        <SchemaForm fields={fields} draft={draft} onChange={setDraft} faults={faults} />
        <Button type="submit" variant="primary" loading={call.isPending} className="self-start">
          {t("run")}
        </Button>
      </form>
      {call.isError ? <ErrorBanner error={call.error} /> : null}
      {call.data ? <CallResult result={call.data} /> : null}
    </div>
  );
}

function CallResult({ result }: { result: ToolTest }) {
  const t = useTranslations("tools.call");
  return (
    <section aria-live="polite" className="flex flex-col gap-3">
      <Banner
        tone={result.isError ? "bad" : "ok"}
        title={result.isError ? t("failed") : t("took", { ms: Math.round(result.durationMs) })}
      >
        {result.isError ? result.text : null}
      </Banner>
      {result.isError ? null : result.text === "" ? (
        <p className="text-ink-3">{t("empty")}</p>
      ) : (
        <CodeBlock title={t("answer")} code={result.text} wrap />
      )}
      {result.isCut ? <p className="text-ink-3 text-xs">{t("cut")}</p> : null}
      {!result.isError && typeof result.value === "object" && result.value !== null ? (
        <CodeBlock title={t("value")} language="json" code={JSON.stringify(result.value, null, 2)} />
      ) : null}
      {result.notes.length > 0 ? <CodeBlock title={t("notes")} code={result.notes.join("\n")} wrap /> : null}
      {result.detail ? <CodeBlock title={t("detail")} code={result.detail} wrap /> : null}
    </section>
  );
}
