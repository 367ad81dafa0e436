"use client";
// Which models answer for a model: in turn when one fails, or side by side with a share each.

import { useMutation, useQuery } from "@tanstack/react-query";
import { ArrowDown, ArrowUp, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { callOperation } from "@/lib/http/client";
import { modelRoutesQuery, modelsQuery } from "@/lib/models/client";
import type { ModelView } from "@/lib/models/contract";
import { type ModelRouteView, replaceModelRoutes } from "@/lib/models/routing-contract";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Combobox } from "../ui/combobox";
import { Dialog } from "../ui/dialog";
import { ErrorBanner, ErrorState } from "../ui/error-state";
import { IconButton } from "../ui/icon-button";
import { Input } from "../ui/input";
import { SkeletonRows } from "../ui/skeleton";
import { Time } from "../ui/time";
import { showToast } from "../ui/toast";
import { type DraftRoute, draftOfRoutes, moveRoute, removeRoute, routesOfDraft } from "./route-order";
import { useRefreshModels } from "./use-refresh";

export interface RoutesDialogProps {
  workspace: string;
  model: ModelView;
  onClose: () => void;
}

export function RoutesDialog({ workspace, model, onClose }: RoutesDialogProps) {
  const t = useTranslations("models.routes");
  const c = useTranslations("common");
  const refresh = useRefreshModels(workspace);
  const stored = useQuery(modelRoutesQuery(workspace, model.id));
  const models = useQuery(modelsQuery(workspace));
  const [edited, setEdited] = useState<DraftRoute[] | null>(null);
  const draft = edited ?? draftOfRoutes(stored.data ?? []);
  const save = useMutation({
    mutationFn: () =>
      callOperation(replaceModelRoutes, { params: { modelId: model.id }, body: { routes: routesOfDraft(draft) } }),
    onSuccess: async () => {
      await refresh();
      showToast({ tone: "ok", title: t("saved") });
      onClose();
    },
  });
  const change = (at: number, more: Partial<DraftRoute>) =>
    setEdited(draft.map((route, index) => (index === at ? { ...route, ...more } : route)));
  const addable = (models.data ?? []).filter(
    (one) =>
      one.type === model.type &&
      one.isShared === model.isShared &&
      !draft.some(({ targetModelId }) => targetModelId === one.id),
  );
  const add = (id: string) => {
    const one = addable.find((other) => other.id === id);
    if (!one) return;
    const first = draft.length === 0 && one.id !== model.id ? [routeTo(model)] : [];
    setEdited([...draft, ...first, routeTo(one)]);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("title", { name: model.name })}
      description={t("text")}
      footer={
        <>
          <Button onClick={onClose}>{c("cancel")}</Button>
          <Button variant="primary" loading={save.isPending} disabled={edited === null} onClick={() => save.mutate()}>
            {t("save")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        {stored.isPending ? <SkeletonRows rows={2} /> : null}
        {stored.isError ? <ErrorState error={stored.error} onRetry={() => void stored.refetch()} /> : null}
        {stored.isSuccess && draft.length === 0 ? <p className="text-ink-2">{t("itself")}</p> : null}
        <ol className="flex flex-col gap-2">
          {draft.map((route, at) => (
            <RouteRow
              key={route.targetModelId}
              route={route}
              stored={stored.data?.find(({ targetModelId }) => targetModelId === route.targetModelId)}
              isFirst={at === 0}
              isLast={at === draft.length - 1}
              onChange={(more) => change(at, more)}
              onMove={(by) => setEdited(moveRoute(draft, at, by))}
              onRemove={() => setEdited(removeRoute(draft, at))}
            />
          ))}
        </ol>
        <Combobox
          label={t("add")}
          placeholder={t("add")}
          value={null}
          disabled={addable.length === 0}
          options={addable.map((one) => ({ value: one.id, label: one.name, hint: one.providerName }))}
          onValueChange={add}
        />
        {save.error ? <ErrorBanner error={save.error} /> : null}
      </div>
    </Dialog>
  );
}

const routeTo = (model: ModelView): DraftRoute => ({
  targetModelId: model.id,
  name: model.name,
  provider: model.providerName,
  weight: 1,
  isActive: true,
  isBeside: false,
});

interface RouteRowProps {
  route: DraftRoute;
  stored: ModelRouteView | undefined;
  isFirst: boolean;
  isLast: boolean;
  onChange: (more: Partial<DraftRoute>) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

function RouteRow({ route, stored, isFirst, isLast, onChange, onMove, onRemove }: RouteRowProps) {
  const t = useTranslations("models.routes");
  const { name, provider, weight, isActive, isBeside } = route;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md border border-line px-3 py-2">
      <div className="min-w-0 flex-1 basis-40">
        <div className="flex min-w-0 items-center gap-2">
          <span className="min-w-0 truncate font-medium">{name}</span>
          {stored?.pause ? <Badge tone="warn">{t("paused")}</Badge> : null}
        </div>
        <p className="truncate text-ink-3 text-xs">
          {provider}
          {stored?.pause ? (
            <>
              {" · "}
              {t("until")} <Time value={stored.pause.until} />
            </>
          ) : null}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {isFirst ? null : (
          <Checkbox
            label={t("beside")}
            checked={isBeside}
            onChange={(event) => onChange({ isBeside: event.target.checked })}
          />
        )}
        <Checkbox
          label={t("active")}
          checked={isActive}
          onChange={(event) => onChange({ isActive: event.target.checked })}
        />
        <Input
          aria-label={t("weightOf", { name })}
          inputMode="numeric"
          className="w-16"
          value={String(weight)}
          onChange={(event) => onChange({ weight: readWeight(event.target.value, weight) })}
        />
        <div className="flex">
          <IconButton label={t("up", { name })} disabled={isFirst} onClick={() => onMove(-1)}>
            <ArrowUp />
          </IconButton>
          <IconButton label={t("down", { name })} disabled={isLast} onClick={() => onMove(1)}>
            <ArrowDown />
          </IconButton>
          <IconButton label={t("remove", { name })} onClick={onRemove}>
            <X />
          </IconButton>
        </div>
      </div>
    </li>
  );
}

/** A share from 0 to 1,000; what is no number changes nothing. */
function readWeight(text: string, before: number): number {
  if (text.trim() === "") return 0;
  const value = Number(text);
  return Number.isInteger(value) && value >= 0 && value <= 1_000 ? value : before;
}
