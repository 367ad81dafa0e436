"use client";
// One provider with its models: how it is reached, whether it works, and what can be done with it.

import { useMutation } from "@tanstack/react-query";
import { Cloud, Ellipsis, KeyRound, Pencil, Plus, Power, ScanSearch, Server, Spool, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { callOperation } from "@/lib/http/client";
import { checkProvider, type ModelView, type ProviderView, updateProvider } from "@/lib/models/contract";
import { detectModels } from "@/lib/models/detect-contract";
import type { ProviderStatus } from "@/lib/shared/statuses";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { DropdownMenu } from "../ui/dropdown-menu";
import { ErrorBanner } from "../ui/error-state";
import { Glyph } from "../ui/glyph";
import { IconButton } from "../ui/icon-button";
import { StatusDot, type StatusLook } from "../ui/status-dot";
import { Time } from "../ui/time";
import { showToast } from "../ui/toast";
import { CheckResult } from "./check-result";
import { FaultBanner } from "./fault-banner";
import { ModelTable } from "./model-table";
import { useRefreshModels } from "./use-refresh";

const looks: Record<ProviderStatus, StatusLook> = { unchecked: "idle", ready: "ok", failing: "bad", disabled: "off" };

export interface ProviderSectionProps {
  workspace: string;
  provider: ProviderView;
  models: ModelView[];
  mayManage: boolean;
  onEdit: () => void;
  onAddModels: () => void;
  onKeys: () => void;
  onRoutes: (model: ModelView) => void;
  onRemove: () => void;
  onEditModel: (model: ModelView) => void;
  onRemoveModel: (model: ModelView) => void;
  onTryModel: (model: ModelView) => void;
}

export function ProviderSection(props: ProviderSectionProps) {
  const {
    workspace,
    provider,
    models,
    mayManage,
    onEdit,
    onAddModels,
    onKeys,
    onRoutes,
    onRemove,
    onEditModel,
    onRemoveModel,
    onTryModel,
  } = props;
  const t = useTranslations("models");
  const title = useId();
  const refresh = useRefreshModels(workspace);
  const params = { providerId: provider.id };
  const check = useMutation({
    mutationFn: () => callOperation(checkProvider, { params, body: {} }),
    onSettled: refresh,
  });
  const turn = useMutation({
    mutationFn: (status: "disabled" | "unchecked") => callOperation(updateProvider, { params, body: { status } }),
    onSuccess: refresh,
  });
  const detect = useMutation({
    mutationFn: () => callOperation(detectModels, { params }),
    onSuccess: async ({ fault, items }) => {
      await refresh();
      const count = items.filter(({ changed }) => changed.length > 0).length;
      if (!fault) showToast({ tone: "ok", title: t("detected.done", { count }) });
    },
  });
  const isBuiltIn = provider.kind === "builtin";
  const isOff = provider.status === "disabled";
  const name = isBuiltIn ? t("builtin.name") : provider.name;
  const error = check.error ?? turn.error ?? detect.error;

  return (
    <section
      aria-labelledby={title}
      className="overflow-hidden rounded-lg border border-line bg-surface"
      data-provider={provider.id}
    >
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2 px-4 py-3 sm:px-6">
        <Glyph thread={isBuiltIn ? "flow" : "model"} size="lg">
          {isBuiltIn ? <Spool /> : provider.kind === "ollama" ? <Server /> : <Cloud />}
        </Glyph>
        <div className="min-w-0 flex-1">
          <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
            <h2 id={title} className="min-w-0 max-w-full truncate text-base">
              {name}
            </h2>
            {isBuiltIn ? <Badge tone="warn">{t("kinds.builtin")}</Badge> : <Badge>{t(`kinds.${provider.kind}`)}</Badge>}
            {isBuiltIn ? null : (
              <span className="flex items-center gap-1.5 text-ink-2 text-xs">
                <StatusDot look={looks[provider.status]} />
                {t(`status.${provider.status}`)}
              </span>
            )}
          </div>
          {isBuiltIn ? (
            <p className="mt-0.5 max-w-[62ch] text-ink-2">{t("builtin.text")}</p>
          ) : (
            <Reach provider={provider} />
          )}
        </div>
        {mayManage && !provider.isShared ? (
          <div className="flex items-center gap-1.5">
            <Button size="sm" loading={check.isPending} onClick={() => check.mutate()}>
              {t("provider.test")}
            </Button>
            <DropdownMenu
              trigger={
                <IconButton label={t("provider.actions", { name: provider.name })}>
                  <Ellipsis />
                </IconButton>
              }
              entries={[
                { id: "edit", label: t("provider.edit"), icon: <Pencil />, onSelect: onEdit },
                { id: "keys", label: t("provider.keys"), icon: <KeyRound />, onSelect: onKeys },
                { id: "models", label: t("provider.addModels"), icon: <Plus />, onSelect: onAddModels },
                {
                  id: "detect",
                  label: t("detected.ask"),
                  icon: <ScanSearch />,
                  disabled: models.length === 0 || detect.isPending,
                  onSelect: () => detect.mutate(),
                },
                {
                  id: "turn",
                  label: isOff ? t("provider.enable") : t("provider.disable"),
                  icon: <Power />,
                  onSelect: () => turn.mutate(isOff ? "unchecked" : "disabled"),
                },
                { kind: "line", id: "line" },
                { id: "remove", label: t("provider.remove"), icon: <Trash2 />, danger: true, onSelect: onRemove },
              ]}
            />
          </div>
        ) : null}
      </div>
      <div aria-live="polite" className="flex flex-col gap-2 px-4 sm:px-6 [&>*:last-child]:mb-3">
        {error ? <ErrorBanner error={error} /> : null}
        {detect.data?.fault && !detect.isPending ? <FaultBanner fault={detect.data.fault} /> : null}
        {check.data && !check.isPending && provider.status !== "unchecked" ? (
          <CheckResult check={check.data} />
        ) : provider.lastFault && provider.status === "failing" ? (
          <FaultBanner fault={provider.lastFault} />
        ) : null}
      </div>
      <div className="border-line border-t">
        {models.length === 0 ? (
          <div className="flex items-center gap-3 px-4 py-3 text-ink-2 sm:px-6">
            {t("provider.noModels")}
            {mayManage && !provider.isShared ? (
              <Button size="sm" icon={<Plus />} onClick={onAddModels}>
                {t("provider.addModels")}
              </Button>
            ) : null}
          </div>
        ) : (
          <ModelTable
            workspace={workspace}
            label={name}
            models={models}
            mayManage={mayManage}
            onEdit={onEditModel}
            onRoutes={onRoutes}
            onRemove={onRemoveModel}
            onTry={onTryModel}
          />
        )}
      </div>
    </section>
  );
}

/** Address, key and last test on one quiet line. */
function Reach({ provider }: { provider: ProviderView }) {
  const t = useTranslations("models.provider");
  const key =
    provider.keyHint === null
      ? t("noKey")
      : provider.keyHint === ""
        ? t("keyHidden")
        : t("key", { hint: provider.keyHint });
  return (
    <p className="mt-0.5 flex min-w-0 flex-wrap gap-x-2 text-ink-3 text-xs">
      {provider.baseUrl ? <span className="min-w-0 max-w-full truncate">{provider.baseUrl}</span> : null}
      <span>{key}</span>
      {provider.keyCount > 0 ? <span>{t("moreKeys", { count: provider.keyCount })}</span> : null}
      {provider.pause ? (
        <span className="text-warn-ink">
          {t("pausedUntil")} <Time value={provider.pause.until} />
        </span>
      ) : null}
      {provider.lastCheckedAt ? (
        <span>
          {t("checked")} <Time value={provider.lastCheckedAt} />
        </span>
      ) : null}
    </p>
  );
}
