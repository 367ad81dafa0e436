"use client";
// The models of one provider: name, window, price, what each can do, and which is the default.

import { useMutation } from "@tanstack/react-query";
import { Ellipsis, MessageSquare, Pencil, Route, Star, ThumbsUp, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { callOperation } from "@/lib/http/client";
import { type ModelView, updateModel } from "@/lib/models/contract";
import { Badge } from "../ui/badge";
import { DropdownMenu } from "../ui/dropdown-menu";
import { ErrorBanner } from "../ui/error-state";
import { IconButton } from "../ui/icon-button";
import { Table, Td, Th, Tr } from "../ui/table";
import { CapabilityMarks } from "./capability-marks";
import { useModelFacts } from "./model-facts";
import { useRefreshModels } from "./use-refresh";

export interface ModelTableProps {
  workspace: string;
  label: string;
  models: ModelView[];
  mayManage: boolean;
  onEdit: (model: ModelView) => void;
  onRoutes: (model: ModelView) => void;
  onRemove: (model: ModelView) => void;
  onTry: (model: ModelView) => void;
}

export function ModelTable({
  workspace,
  label,
  models,
  mayManage,
  onEdit,
  onRoutes,
  onRemove,
  onTry,
}: ModelTableProps) {
  const t = useTranslations("models");
  const facts = useModelFacts();
  const refresh = useRefreshModels(workspace);
  const makeDefault = useMutation({
    mutationFn: (model: ModelView) =>
      callOperation(updateModel, { params: { modelId: model.id }, body: { isDefault: true } }),
    onSuccess: refresh,
  });
  const recommend = useMutation({
    mutationFn: (model: ModelView) =>
      callOperation(updateModel, { params: { modelId: model.id }, body: { isRecommended: !model.isRecommended } }),
    onSuccess: refresh,
  });
  return (
    <>
      {recommend.error ? <ErrorBanner error={recommend.error} className="mx-4 mb-2" /> : null}
      {makeDefault.error ? <ErrorBanner error={makeDefault.error} className="mx-4 mb-2" /> : null}
      <Table label={label}>
        <thead>
          <tr>
            <Th>{t("columns.model")}</Th>
            <Th from="md">{t("columns.can")}</Th>
            <Th numeric from="sm">
              {t("columns.context")}
            </Th>
            <Th numeric from="sm">
              {t("columns.price")}
            </Th>
            {mayManage ? (
              <Th>
                <span className="sr-only">{t("columns.actions")}</span>
              </Th>
            ) : null}
          </tr>
        </thead>
        <tbody className="[&>tr:last-child>td]:border-b-0">
          {models.map((model) => (
            <Tr key={model.id}>
              <Td className="max-w-0 w-full">
                <div className="flex min-w-0 items-center gap-2">
                  <span className="min-w-0 truncate font-medium">
                    {model.providerKind === "builtin" ? t("builtin.model") : model.name}
                  </span>
                  {model.isDefault ? <Badge tone="accent">{t("model.default")}</Badge> : null}
                  {model.isRecommended ? <Badge tone="ok">{t("model.recommended")}</Badge> : null}
                  {model.routeCount > 0 ? <Badge>{t("model.routed", { count: model.routeCount })}</Badge> : null}
                  {model.type === "chat" ? null : <Badge>{t(`model.${model.type}`)}</Badge>}
                  {model.status === "active" ? null : <Badge tone="warn">{t(`model.${model.status}`)}</Badge>}
                </div>
                {model.name === model.modelId || model.providerKind === "builtin" ? null : (
                  <span className="block truncate font-mono text-2xs text-ink-3">{model.modelId}</span>
                )}
                <span className="block text-ink-3 text-xs sm:hidden">
                  {[facts.context(model.contextWindow), facts.price(model)].filter(Boolean).join(" · ")}
                </span>
              </Td>
              <Td from="md">
                <CapabilityMarks capabilities={model.capabilities} />
              </Td>
              <Td numeric from="sm">
                {facts.context(model.contextWindow) ?? <span className="text-ink-3">{t("model.unknown")}</span>}
              </Td>
              <Td numeric from="sm">
                {facts.price(model) ?? <span className="text-ink-3">{t("model.unknown")}</span>}
                {model.cachedPrice === null || !facts.price(model) ? null : (
                  <span className="block text-2xs text-ink-3">
                    {t("model.cached", { price: facts.money(model.cachedPrice, model.currency) })}
                  </span>
                )}
              </Td>
              {mayManage ? (
                <Td className="w-10 text-right">
                  {model.isShared ? null : (
                    <DropdownMenu
                      trigger={
                        <IconButton label={t("provider.actions", { name: model.name })}>
                          <Ellipsis />
                        </IconButton>
                      }
                      entries={[
                        { id: "edit", label: t("provider.edit"), icon: <Pencil />, onSelect: () => onEdit(model) },
                        ...(model.type === "chat"
                          ? [
                              {
                                id: "try",
                                label: t("try.open"),
                                icon: <MessageSquare />,
                                onSelect: () => onTry(model),
                              },
                            ]
                          : []),
                        { id: "routes", label: t("model.routes"), icon: <Route />, onSelect: () => onRoutes(model) },
                        {
                          id: "recommend",
                          label: t(model.isRecommended ? "model.unrecommend" : "model.recommend"),
                          icon: <ThumbsUp />,
                          onSelect: () => recommend.mutate(model),
                        },
                        {
                          id: "default",
                          label: t("model.makeDefault"),
                          icon: <Star />,
                          disabled: model.isDefault || model.status === "disabled" || makeDefault.isPending,
                          onSelect: () => makeDefault.mutate(model),
                        },
                        { kind: "line", id: "line" },
                        {
                          id: "remove",
                          label: t("provider.remove"),
                          icon: <Trash2 />,
                          danger: true,
                          onSelect: () => onRemove(model),
                        },
                      ]}
                    />
                  )}
                </Td>
              ) : null}
            </Tr>
          ))}
        </tbody>
      </Table>
    </>
  );
}
