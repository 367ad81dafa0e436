"use client";
// Adds a tool server: by its address, which is tried first, or by a command that an administrator has allowed.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { callOperation } from "@/lib/http/client";
import { allowedCommandsQuery, serversKey } from "@/lib/tool-servers/client";
import { createToolServer, exploreToolServer } from "@/lib/tool-servers/contract";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { ErrorBanner } from "../ui/error-state";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Segmented } from "../ui/segmented";
import { Select } from "../ui/select";
import { Exploration } from "./exploration";
import { readTexts } from "./texts-by-name";
import { TextsField } from "./texts-field";

type Way = "address" | "command";

export function AddServerDialog({ workspace, onClose }: { workspace: string; onClose: () => void }) {
  const t = useTranslations("toolServers");
  const form = useId();
  const router = useRouter();
  const cache = useQueryClient();
  const commands = useQuery(allowedCommandsQuery(workspace));
  const [way, setWay] = useState<Way>("address");
  const [name, setName] = useState("");
  const [url, setUrl] = useState("");
  const [command, setCommand] = useState("");
  const [texts, setTexts] = useState("");
  const [faults, setFaults] = useState<{ name?: boolean; url?: boolean; command?: boolean; line?: number }>({});
  const read = readTexts(texts, way === "address" ? ":" : "=");

  const explore = useMutation({
    mutationFn: () => callOperation(exploreToolServer, { body: { url: url.trim(), headers: read.texts } }),
    onSuccess: ({ info }) => {
      if (name === "") setName((info?.title ?? info?.name ?? new URL(url.trim()).hostname).slice(0, 100));
    },
  });
  const found = explore.data;
  const save = useMutation({
    mutationFn: () =>
      callOperation(createToolServer, {
        body:
          way === "address"
            ? {
                name,
                transport: found?.transport ?? "http",
                url: url.trim(),
                headers: read.texts,
                auth: found?.wantsSignIn ? "oauth" : Object.keys(read.texts).length > 0 ? "headers" : "none",
              }
            : { name, transport: "stdio", command, env: read.texts },
      }),
    onSuccess: async ({ id }) => {
      await cache.invalidateQueries({ queryKey: serversKey(workspace) });
      router.push(`/w/${workspace}/tools/servers/${id}`);
      onClose();
    },
  });

  const isAddress = /^https?:\/\/\S+$/.test(url.trim()) && URL.canParse(url.trim());
  const check = (needsName: boolean) => {
    const wrong = {
      ...(needsName && name.trim() === "" ? { name: true } : {}),
      ...(way === "address" && !isAddress ? { url: true } : {}),
      ...(way === "command" && command === "" ? { command: true } : {}),
      ...(read.faultyLine === null ? {} : { line: read.faultyLine }),
    };
    setFaults(wrong);
    return Object.keys(wrong).length === 0;
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending && check(true)) save.mutate();
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t("add.title")}
      footer={
        <>
          {way === "address" ? (
            <Button loading={explore.isPending} onClick={() => check(false) && explore.mutate()}>
              {t("add.try")}
            </Button>
          ) : null}
          <Button type="submit" form={form} variant="primary" loading={save.isPending}>
            {t("add.save")}
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={submit} className="flex flex-col gap-4">
        <Segmented
          legend={t("add.way")}
          name="way"
          value={way}
          onValueChange={(next: Way) => {
            setWay(next);
            setTexts("");
            setFaults({});
          }}
          segments={[
            { value: "address", label: t("add.address") },
            { value: "command", label: t("add.command") },
          ]}
        />
        {way === "address" ? (
          <Field
            label={t("fields.url")}
            hint={t("fields.urlHint")}
            error={faults.url ? t("fields.urlFault") : undefined}
            required
          >
            {(control) => (
              <Input
                {...control}
                type="url"
                value={url}
                placeholder="https://example.com/mcp"
                autoComplete="off"
                onChange={({ target }) => {
                  setUrl(target.value);
                  explore.reset();
                }}
              />
            )}
          </Field>
        ) : (
          <Field
            label={t("fields.command")}
            hint={commands.data?.length === 0 ? t("fields.noCommands") : t("fields.commandHint")}
            error={faults.command ? t("fields.commandFault") : undefined}
            required
          >
            {(control) => (
              <Select
                {...control}
                value={command}
                placeholder={t("fields.commandChoose")}
                onChange={({ target }) => {
                  setCommand(target.value);
                  if (name === "") setName(target.value);
                }}
                options={(commands.data ?? []).map((one) => ({
                  value: one.name,
                  label: one.description ? `${one.name} · ${one.description}` : one.name,
                }))}
              />
            )}
          </Field>
        )}
        <TextsField
          what={way === "address" ? "headers" : "env"}
          value={texts}
          onChange={(value) => {
            setTexts(value);
            explore.reset();
          }}
          faultyLine={faults.line ?? null}
        />
        {found ? <Exploration found={found} /> : null}
        <Field label={t("fields.name")} error={faults.name ? t("fields.nameFault") : undefined} required>
          {(control) => (
            <Input {...control} value={name} maxLength={100} onChange={({ target }) => setName(target.value)} />
          )}
        </Field>
        {explore.error ? <ErrorBanner error={explore.error} /> : null}
        {save.error ? <ErrorBanner error={save.error} /> : null}
      </form>
    </Dialog>
  );
}
