"use client";
// Begins a tool: its name and how it is called. The rest is filled in on its own page.

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { callOperation } from "@/lib/http/client";
import { createTool } from "@/lib/tools/contract";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { ErrorBanner } from "../ui/error-state";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { findFaults, isAboutFields } from "./tool-faults";
import { useToolAction } from "./use-tool-action";

export interface CreateToolDialogProps {
  workspace: string;
  kind: "http" | "code";
  onClose: () => void;
}

/** A name for models out of what people typed. */
function nameOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, "_")
    .replace(/^[^a-z]+|_+$/g, "")
    .slice(0, 64);
}

const emptySchema = { type: "object", properties: {} };

export function CreateToolDialog({ workspace, kind, onClose }: CreateToolDialogProps) {
  const t = useTranslations("tools");
  const router = useRouter();
  const [displayName, setDisplayName] = useState("");
  const [typedName, setTypedName] = useState<string | null>(null);
  const [url, setUrl] = useState("");
  const name = typedName ?? nameOf(displayName);
  const create = useToolAction(workspace, () => {
    const shared = { name, displayName, description: "", inputSchema: emptySchema };
    return callOperation(createTool, {
      body:
        kind === "http"
          ? { kind, ...shared, annotations: { readOnlyHint: true }, config: { method: "GET", url } }
          : { kind, ...shared, annotations: { readOnlyHint: true }, config: { source: "return inputs;" } },
    });
  });
  const faults = findFaults(create.error, {
    nameTaken: t("fields.nameTaken"),
    nameWrong: t("fields.nameWrong"),
    fault: (word) => t(`fields.faults.${word}`),
  });
  const isReady = displayName.trim() !== "" && name !== "" && (kind === "code" || url.trim() !== "");
  // Also while the page of what was made is on its way.
  const isUnderWay = create.isPending || create.isSuccess;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isReady || isUnderWay) return;
    create.mutate(undefined, { onSuccess: (tool) => router.push(`/w/${workspace}/tools/${tool.id}`) });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t(`create.${kind}`)}
      description={t("create.text")}
      footer={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button variant="primary" type="submit" form="create-tool" loading={isUnderWay} disabled={!isReady}>
            {t("create.submit")}
          </Button>
        </>
      }
    >
      <form id="create-tool" onSubmit={submit} className="flex flex-col gap-4 pb-1">
        {create.isError && !isAboutFields(create.error) ? <ErrorBanner error={create.error} /> : null}
        <Field label={t("fields.displayName")} error={faults.displayName} required>
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              maxLength={120}
              value={displayName}
              onChange={(event) => setDisplayName(event.target.value)}
            />
          )}
        </Field>
        <Field label={t("fields.name")} hint={t("fields.nameHint")} error={faults.name} required>
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              spellCheck={false}
              value={name}
              onChange={(event) => setTypedName(event.target.value)}
            />
          )}
        </Field>
        {kind === "http" ? (
          <Field label={t("fields.url")} hint={t("fields.urlHint")} error={faults["config.url"]} required>
            {(control) => (
              <Input
                {...control}
                autoComplete="off"
                spellCheck={false}
                placeholder="https://"
                value={url}
                onChange={(event) => setUrl(event.target.value)}
              />
            )}
          </Field>
        ) : null}
      </form>
    </Dialog>
  );
}
