"use client";
// Which commands tool servers may be started by; for administrators of the installation.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { callOperation } from "@/lib/http/client";
import { allowedCommandsQuery } from "@/lib/tool-servers/client";
import { type AllowedCommandView, allowCommand, forbidCommand, newCommandSchema } from "@/lib/tool-servers/contract";
import { Part, TextColumn } from "../shell/list-page";
import { PageHeader } from "../shell/page-header";
import { Button } from "../ui/button";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { ErrorBanner, ErrorState } from "../ui/error-state";
import { Field } from "../ui/field";
import { IconButton } from "../ui/icon-button";
import { Input } from "../ui/input";
import { SkeletonRows } from "../ui/skeleton";
import { Textarea } from "../ui/textarea";

const blank = { name: "", command: "", args: "", description: "" };

export function CommandsPage({ workspace }: { workspace: string }) {
  const t = useTranslations("toolServers");
  const query = useQuery(allowedCommandsQuery(workspace));
  const cache = useQueryClient();
  const [removed, setRemoved] = useState<AllowedCommandView | null>(null);
  const again = () => cache.invalidateQueries({ queryKey: allowedCommandsQuery(workspace).queryKey });
  const forbid = useMutation({
    mutationFn: (commandId: string) => callOperation(forbidCommand, { params: { commandId } }),
    onSettled: again,
  });
  return (
    <>
      <PageHeader
        title={t("commands.title")}
        crumbs={[
          { label: t("tools"), href: `/w/${workspace}/tools` },
          { label: t("title"), href: `/w/${workspace}/tools/servers` },
        ]}
      />
      <TextColumn>
        <Part title={t("commands.listTitle")} description={t("commands.text")}>
          {query.isPending ? <SkeletonRows rows={2} /> : null}
          {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
          {forbid.error ? <ErrorBanner error={forbid.error} /> : null}
          {query.data?.length === 0 ? <p className="text-ink-3 text-sm">{t("commands.none")}</p> : null}
          <ul className="flex flex-col">
            {(query.data ?? []).map((one) => (
              <li key={one.id} className="flex items-start gap-3 border-line border-b py-2.5">
                <div className="min-w-0 flex-1">
                  <p className="font-medium">{one.name}</p>
                  <code className="block break-all text-ink-2 text-xs">{[one.command, ...one.args].join(" ")}</code>
                  {one.description ? <p className="text-ink-3 text-xs">{one.description}</p> : null}
                </div>
                <IconButton label={t("commands.forbid", { name: one.name })} onClick={() => setRemoved(one)}>
                  <Trash2 />
                </IconButton>
              </li>
            ))}
          </ul>
        </Part>
        <Part title={t("commands.addTitle")} description={t("commands.addText")}>
          <AllowForm onAdded={again} />
        </Part>
      </TextColumn>
      {removed ? (
        <ConfirmDialog
          open
          onOpenChange={(open) => open || setRemoved(null)}
          title={t("commands.forbidTitle", { name: removed.name })}
          description={t("commands.forbidText")}
          confirmLabel={t("commands.forbidConfirm")}
          onConfirm={async () => {
            await forbid.mutateAsync(removed.id);
          }}
        />
      ) : null}
    </>
  );
}

function AllowForm({ onAdded }: { onAdded: () => Promise<unknown> }) {
  const t = useTranslations("toolServers.commands");
  const [draft, setDraft] = useState(blank);
  const [faults, setFaults] = useState<ReadonlySet<string>>(new Set());
  const add = useMutation({
    mutationFn: (body: Parameters<typeof newCommandSchema.parse>[0]) =>
      callOperation(allowCommand, { body: newCommandSchema.parse(body) }),
    onSuccess: async () => {
      setDraft(blank);
      await onAdded();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const args = draft.args.split("\n").filter((line) => line !== "");
    const read = newCommandSchema.safeParse({ ...draft, args });
    setFaults(new Set(read.error?.issues.map(({ path }) => String(path[0]))));
    if (read.success && !add.isPending) add.mutate(read.data);
  };
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change });
  return (
    <form noValidate onSubmit={submit} className="flex max-w-lg flex-col gap-4">
      <Field label={t("name")} error={faults.has("name") ? t("nameFault") : undefined} required>
        {(control) => (
          <Input
            {...control}
            value={draft.name}
            autoCapitalize="none"
            onChange={({ target }) => set({ name: target.value })}
          />
        )}
      </Field>
      <Field
        label={t("command")}
        hint={t("commandHint")}
        error={faults.has("command") ? t("commandFault") : undefined}
        required
      >
        {(control) => (
          <Input
            {...control}
            value={draft.command}
            spellCheck={false}
            onChange={({ target }) => set({ command: target.value })}
          />
        )}
      </Field>
      <Field label={t("args")} hint={t("argsHint")} error={faults.has("args") ? t("commandFault") : undefined}>
        {(control) => (
          <Textarea
            {...control}
            mono
            rows={3}
            value={draft.args}
            spellCheck={false}
            onChange={({ target }) => set({ args: target.value })}
          />
        )}
      </Field>
      <Field label={t("description")}>
        {(control) => (
          <Input
            {...control}
            value={draft.description}
            maxLength={500}
            onChange={({ target }) => set({ description: target.value })}
          />
        )}
      </Field>
      {add.error ? <ErrorBanner error={add.error} /> : null}
      <Button type="submit" variant="primary" loading={add.isPending} className="self-start">
        {t("allow")}
      </Button>
    </form>
  );
}
