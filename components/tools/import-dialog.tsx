"use client";
// Imports an API by its document: first the document, then what to take of it.

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { callOperation } from "@/lib/http/client";
import { type ApiDocument, readApiDocument } from "@/lib/tools/contract";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { ErrorBanner } from "../ui/error-state";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Segmented } from "../ui/segmented";
import { Textarea } from "../ui/textarea";
import { ImportChoice } from "./import-choice";
import type { DocumentSource } from "./import-draft";
import { useToolAction } from "./use-tool-action";

export interface ImportDialogProps {
  workspace: string;
  onClose: () => void;
  onImported: () => void;
}

const froms = ["url", "file", "text"] as const;

export function ImportDialog({ workspace, onClose, onImported }: ImportDialogProps) {
  const t = useTranslations("tools.importing");
  const c = useTranslations("tools");
  const [from, setFrom] = useState<(typeof froms)[number]>("url");
  const [url, setUrl] = useState("");
  const [text, setText] = useState("");
  const [read, setRead] = useState<{ source: DocumentSource; document: ApiDocument } | null>(null);
  const source: DocumentSource | null =
    from === "url" ? (url.trim() === "" ? null : { url: url.trim() }) : text === "" ? null : { text };
  const load = useToolAction(workspace, async (given: DocumentSource) => ({
    source: given,
    document: await callOperation(readApiDocument, { body: given }),
  }));
  if (read) {
    return <ImportChoice {...read} {...{ workspace, onClose, onImported }} onBack={() => setRead(null)} />;
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (source && !load.isPending) load.mutate(source, { onSuccess: setRead });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t("title")}
      description={t("text")}
      footer={
        <>
          <Button onClick={onClose}>{c("cancel")}</Button>
          <Button variant="primary" type="submit" form="read-document" disabled={!source} loading={load.isPending}>
            {t("read")}
          </Button>
        </>
      }
    >
      <form id="read-document" onSubmit={submit} className="flex flex-col gap-4 pb-1">
        {load.isError ? <FailedRead error={load.error} /> : null}
        <Segmented
          legend={t("from")}
          name="from"
          value={from}
          segments={[
            { value: "url", label: t("fromUrl") },
            { value: "file", label: t("fromFile") },
            { value: "text", label: t("fromText") },
          ]}
          onValueChange={(next) => {
            setFrom(next);
            setText("");
          }}
        />
        {from === "url" ? (
          <Field label={t("url")}>
            {(control) => (
              <Input
                {...control}
                type="url"
                placeholder="https://"
                value={url}
                onChange={(event) => setUrl(event.target.value)}
              />
            )}
          </Field>
        ) : null}
        {from === "file" ? (
          <Field label={t("file")}>
            {(control) => (
              <Input
                {...control}
                type="file"
                accept=".json,.yaml,.yml,application/json"
                className="py-1"
                onChange={async (event) => setText((await event.target.files?.[0]?.text()) ?? "")}
              />
            )}
          </Field>
        ) : null}
        {from === "text" ? (
          <Field label={t("document")}>
            {(control) => (
              <Textarea
                {...control}
                mono
                rows={8}
                spellCheck={false}
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
            )}
          </Field>
        ) : null}
      </form>
    </Dialog>
  );
}

/** What is wrong with a document is a sentence of its own, which the wording of the code does not know. */
function FailedRead({ error }: { error: unknown }) {
  const said = error instanceof Error && "code" in error && error.code === "document_invalid" ? error.message : null;
  return (
    <div className="flex flex-col gap-1">
      <ErrorBanner error={error} />
      {said ? <p className="break-words text-ink-2 text-xs">{said}</p> : null}
    </div>
  );
}
