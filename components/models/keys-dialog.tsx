"use client";
// Further keys of a provider, over which its calls are spread. A key goes in and never comes out.

import { useMutation, useQuery } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { z } from "zod";
import { callOperation } from "@/lib/http/client";
import { providerKeysQuery } from "@/lib/models/client";
import type { ProviderView } from "@/lib/models/contract";
import {
  createProviderKey,
  deleteProviderKey,
  type ModelKeyView,
  updateProviderKey,
} from "@/lib/models/routing-contract";
import { TextField } from "../forms/text-field";
import { useForm } from "../forms/use-form";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { ErrorBanner, ErrorState } from "../ui/error-state";
import { IconButton } from "../ui/icon-button";
import { SkeletonRows } from "../ui/skeleton";
import { Switch } from "../ui/switch";
import { Time } from "../ui/time";
import { useRefreshModels } from "./use-refresh";

const whole = (most: number) =>
  z.string().refine((text) => text === "" || (/^\d+$/.test(text) && Number(text) <= most));
const formSchema = z.object({
  name: z.string().trim().min(1).max(100),
  apiKey: z.string().trim().min(1).max(4000),
  weight: whole(1_000),
  requestsPerMinute: whole(1_000_000_000),
});

export interface KeysDialogProps {
  workspace: string;
  provider: ProviderView;
  onClose: () => void;
}

export function KeysDialog({ workspace, provider, onClose }: KeysDialogProps) {
  const t = useTranslations("models.keys");
  const f = useTranslations("models.faults");
  const c = useTranslations("common");
  const refresh = useRefreshModels(workspace);
  const query = useQuery(providerKeysQuery(workspace, provider.id));
  const params = { providerId: provider.id };
  const form = useForm(formSchema, async ({ name, apiKey, weight, requestsPerMinute }, element) => {
    const limits = requestsPerMinute ? { requestsPerMinute: Number(requestsPerMinute) } : {};
    const share = weight === "" ? 1 : Number(weight);
    await callOperation(createProviderKey, { params, body: { name: name.trim(), apiKey, weight: share, limits } });
    element.reset();
    await refresh();
    return "stay";
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("title", { name: provider.name })}
      description={t("text")}
      footer={<Button onClick={onClose}>{c("close")}</Button>}
    >
      <div className="flex flex-col gap-5">
        {query.isPending ? <SkeletonRows rows={2} /> : null}
        {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
        {query.data && query.data.length > 0 ? (
          <ul className="divide-y divide-line rounded-md border border-line">
            {query.data.map((one) => (
              <KeyRow key={one.id} providerKey={one} onChanged={refresh} />
            ))}
          </ul>
        ) : null}
        {query.data?.length === 0 ? <p className="text-ink-2">{t("none")}</p> : null}
        <form noValidate onSubmit={form.submit} onInput={form.edit} className="grid gap-4 sm:grid-cols-2">
          <TextField
            name="name"
            label={t("name")}
            required
            maxLength={100}
            autoComplete="off"
            error={form.faults.name ? f("missing") : undefined}
          />
          <TextField
            name="apiKey"
            label={t("key")}
            type="password"
            required
            autoComplete="new-password"
            error={form.faults.apiKey ? f("missing") : undefined}
          />
          <TextField
            name="weight"
            label={t("weight")}
            hint={t("weightHint")}
            inputMode="numeric"
            placeholder="1"
            autoComplete="off"
            error={form.faults.weight ? f("number", { min: 0, max: 1000 }) : undefined}
          />
          <TextField
            name="requestsPerMinute"
            label={t("requests")}
            hint={t("requestsHint")}
            inputMode="numeric"
            autoComplete="off"
            error={form.faults.requestsPerMinute ? f("number", { min: 0, max: 1_000_000_000 }) : undefined}
          />
          {form.error ? <ErrorBanner error={form.error} className="sm:col-span-2" /> : null}
          <div className="sm:col-span-2">
            <Button type="submit" variant="primary" loading={form.busy}>
              {t("add")}
            </Button>
          </div>
        </form>
      </div>
    </Dialog>
  );
}

function KeyRow({ providerKey, onChanged }: { providerKey: ModelKeyView; onChanged: () => Promise<void> }) {
  const t = useTranslations("models.keys");
  const { id: keyId, providerId, name, keyHint, weight, status, pause, limits } = providerKey;
  const params = { providerId, keyId };
  const turn = useMutation({
    mutationFn: (isOn: boolean) =>
      callOperation(updateProviderKey, { params, body: { status: isOn ? "active" : "disabled" } }),
    onSettled: onChanged,
  });
  const remove = useMutation({ mutationFn: () => callOperation(deleteProviderKey, { params }), onSettled: onChanged });
  const error = turn.error ?? remove.error;
  return (
    <li className="flex flex-wrap items-center gap-3 px-3 py-2">
      <div className="min-w-0 flex-1">
        <div className="flex min-w-0 items-center gap-2">
          <span className="min-w-0 truncate font-medium">{name}</span>
          {pause ? <Badge tone="warn">{t("paused")}</Badge> : null}
        </div>
        <p className="text-ink-3 text-xs">
          {t("facts", { hint: keyHint, weight })}
          {limits.requestsPerMinute ? ` · ${t("limit", { count: limits.requestsPerMinute })}` : ""}
          {pause ? (
            <>
              {" · "}
              {t("until")} <Time value={pause.until} />
            </>
          ) : null}
        </p>
      </div>
      <Switch
        label={t("use", { name })}
        labelHidden
        checked={status === "active"}
        disabled={turn.isPending}
        onChange={(event) => turn.mutate(event.target.checked)}
      />
      <IconButton label={t("remove", { name })} disabled={remove.isPending} onClick={() => remove.mutate()}>
        <Trash2 />
      </IconButton>
      {error ? <ErrorBanner error={error} className="basis-full" /> : null}
    </li>
  );
}
