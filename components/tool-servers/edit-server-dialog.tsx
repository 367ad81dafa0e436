"use client";
// Changes a tool server. Stored headers and variables stay while their field is empty.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { callOperation } from "@/lib/http/client";
import { allowedCommandsQuery, serversKey } from "@/lib/tool-servers/client";
import { type ToolServerView, updateToolServer } from "@/lib/tool-servers/contract";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Dialog } from "../ui/dialog";
import { ErrorBanner } from "../ui/error-state";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";
import { readTexts } from "./texts-by-name";
import { TextsField } from "./texts-field";

export interface EditServerDialogProps {
  workspace: string;
  server: ToolServerView;
  onClose: () => void;
}

export function EditServerDialog({ workspace, server, onClose }: EditServerDialogProps) {
  const t = useTranslations("toolServers");
  const form = useId();
  const cache = useQueryClient();
  const isProcess = server.transport === "stdio";
  const commands = useQuery({ ...allowedCommandsQuery(workspace), enabled: isProcess });
  const [draft, setDraft] = useState({
    name: server.name,
    description: server.description,
    url: server.url ?? "",
    command: server.command ?? "",
    seconds: String(server.timeoutMs / 1_000),
    texts: "",
    clears: false,
  });
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change });
  const read = readTexts(draft.texts, isProcess ? "=" : ":");
  const ms = Math.round(Number(draft.seconds) * 1_000);
  const isGoodTime = ms >= 500 && ms <= 120_000;
  const isGoodUrl = isProcess || (/^https?:\/\/\S+$/.test(draft.url.trim()) && URL.canParse(draft.url.trim()));
  const isWhole = draft.name.trim() !== "" && isGoodTime && isGoodUrl && read.faultyLine === null;
  const stored = isProcess ? server.envNames : server.headerNames;
  const replaces = draft.clears || Object.keys(read.texts).length > 0;

  const save = useMutation({
    mutationFn: () =>
      callOperation(updateToolServer, {
        params: { serverId: server.id },
        body: {
          name: draft.name,
          description: draft.description,
          timeoutMs: ms,
          ...(isProcess ? { command: draft.command } : { url: draft.url.trim() }),
          ...(replaces ? (isProcess ? { env: read.texts } : { headers: read.texts }) : {}),
        },
      }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: serversKey(workspace) });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWhole && !save.isPending) save.mutate();
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t("edit.title")}
      footer={
        <Button type="submit" form={form} variant="primary" loading={save.isPending} disabled={!isWhole}>
          {t("edit.save")}
        </Button>
      }
    >
      <form id={form} noValidate onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t("fields.name")} error={draft.name.trim() === "" ? t("fields.nameFault") : undefined} required>
          {(control) => (
            <Input
              {...control}
              value={draft.name}
              maxLength={100}
              onChange={({ target }) => set({ name: target.value })}
            />
          )}
        </Field>
        <Field label={t("fields.description")}>
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              maxLength={2_000}
              value={draft.description}
              onChange={({ target }) => set({ description: target.value })}
            />
          )}
        </Field>
        {isProcess ? (
          <Field label={t("fields.command")} required>
            {(control) => (
              <Select
                {...control}
                value={draft.command}
                onChange={({ target }) => set({ command: target.value })}
                options={(commands.data ?? []).map(({ name }) => ({ value: name, label: name }))}
              />
            )}
          </Field>
        ) : (
          <Field label={t("fields.url")} error={isGoodUrl ? undefined : t("fields.urlFault")} required>
            {(control) => (
              <Input {...control} type="url" value={draft.url} onChange={({ target }) => set({ url: target.value })} />
            )}
          </Field>
        )}
        <TextsField
          what={isProcess ? "env" : "headers"}
          value={draft.texts}
          onChange={(texts) => set({ texts })}
          faultyLine={read.faultyLine}
          stored={stored}
        />
        {stored.length > 0 && draft.texts.trim() === "" ? (
          <Checkbox
            label={t("edit.clear")}
            checked={draft.clears}
            onChange={({ target }) => set({ clears: target.checked })}
          />
        ) : null}
        <Field
          label={t("fields.seconds")}
          hint={t("fields.secondsHint")}
          error={isGoodTime ? undefined : t("fields.secondsFault")}
        >
          {(control) => (
            <Input
              {...control}
              inputMode="decimal"
              value={draft.seconds}
              onChange={({ target }) => set({ seconds: target.value })}
              className="max-w-32"
            />
          )}
        </Field>
        {save.error ? <ErrorBanner error={save.error} /> : null}
      </form>
    </Dialog>
  );
}
