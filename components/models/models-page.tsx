"use client";
// The page of providers and models. Dialogs are loaded when they are opened.

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { modelsQuery, providersQuery } from "@/lib/models/client";
import type { ModelView, ProviderView } from "@/lib/models/contract";
import { type AddableKind, type ProviderPreset, presets } from "@/lib/models/provider-rules";
import { ListRegion } from "../shell/list-page";
import { PageHeader } from "../shell/page-header";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { SkeletonRows } from "../ui/skeleton";
import { LocalOffer } from "./local-offer";
import { ProviderSection } from "./provider-section";

const AddProviderDialog = dynamic(() => import("./add-provider-dialog").then((file) => file.AddProviderDialog));
const EditProviderDialog = dynamic(() => import("./edit-provider-dialog").then((file) => file.EditProviderDialog));
const AddModelsDialog = dynamic(() => import("./add-models-dialog").then((file) => file.AddModelsDialog));
const EditModelDialog = dynamic(() => import("./edit-model-dialog").then((file) => file.EditModelDialog));
const KeysDialog = dynamic(() => import("./keys-dialog").then((file) => file.KeysDialog));
const RoutesDialog = dynamic(() => import("./routes-dialog").then((file) => file.RoutesDialog));
const TryModelDialog = dynamic(() => import("./try-model-dialog").then((file) => file.TryModelDialog));
const RemoveDialog = dynamic(() => import("./remove-dialog").then((file) => file.RemoveDialog));

type Opened =
  | { dialog: "add"; initial?: { preset: ProviderPreset; baseUrl: string } }
  | { dialog: "edit"; provider: ProviderView & { kind: AddableKind } }
  | { dialog: "addModels"; provider: ProviderView }
  | { dialog: "keys"; provider: ProviderView }
  | { dialog: "routes"; model: ModelView }
  | { dialog: "editModel"; model: ModelView }
  | { dialog: "tryModel"; model: ModelView }
  | { dialog: "removeProvider"; provider: ProviderView }
  | { dialog: "removeModel"; model: ModelView };

const isEditable = (provider: ProviderView): provider is ProviderView & { kind: AddableKind } =>
  provider.kind !== "builtin";

export function ModelsPage({ workspace, mayManage }: { workspace: string; mayManage: boolean }) {
  const t = useTranslations("models");
  const providers = useQuery(providersQuery(workspace));
  const models = useQuery(modelsQuery(workspace));
  const [opened, setOpened] = useState<Opened | null>(null);
  const error = providers.error ?? models.error;
  const loaded = providers.data && models.data ? { providers: providers.data, models: models.data } : null;
  const own = loaded?.providers.filter(({ isShared }) => !isShared) ?? [];
  const shared = loaded?.providers.filter(({ isShared }) => isShared) ?? [];
  const ollama = presets.find(({ kind }) => kind === "ollama");
  const add = (
    <Button variant="primary" icon={<Plus />} onClick={() => setOpened({ dialog: "add" })}>
      {t("addProvider")}
    </Button>
  );

  return (
    <>
      <PageHeader title={t("title")} {...(mayManage && own.length > 0 ? { actions: add } : {})} />
      <ListRegion label={t("list")} busy={!loaded && !error}>
        <div className="mx-auto flex w-full max-w-5xl flex-col gap-4 px-4 py-5 sm:px-6">
          {error && !loaded ? (
            <ErrorState
              error={error}
              onRetry={() => {
                void providers.refetch();
                void models.refetch();
              }}
            />
          ) : null}
          {loaded || error ? null : <SkeletonRows rows={5} className="rounded-lg border border-line bg-surface" />}
          {loaded && mayManage && ollama ? (
            <LocalOffer
              workspace={workspace}
              providers={loaded.providers}
              onAdd={(baseUrl) => setOpened({ dialog: "add", initial: { preset: ollama, baseUrl } })}
            />
          ) : null}
          {loaded && own.length === 0 ? (
            <EmptyState drawing="spool" title={t("empty.title")} action={mayManage ? add : null} className="py-8">
              {t("empty.text")}
            </EmptyState>
          ) : null}
          {[...own, ...shared].map((provider) => (
            <ProviderSection
              key={provider.id}
              workspace={workspace}
              provider={provider}
              models={loaded?.models.filter(({ providerId }) => providerId === provider.id) ?? []}
              mayManage={mayManage}
              onEdit={() => isEditable(provider) && setOpened({ dialog: "edit", provider })}
              onAddModels={() => setOpened({ dialog: "addModels", provider })}
              onKeys={() => setOpened({ dialog: "keys", provider })}
              onRoutes={(model) => setOpened({ dialog: "routes", model })}
              onRemove={() => setOpened({ dialog: "removeProvider", provider })}
              onEditModel={(model) => setOpened({ dialog: "editModel", model })}
              onTryModel={(model) => setOpened({ dialog: "tryModel", model })}
              onRemoveModel={(model) => setOpened({ dialog: "removeModel", model })}
            />
          ))}
        </div>
      </ListRegion>
      {opened ? <OpenedDialog workspace={workspace} opened={opened} onClose={() => setOpened(null)} /> : null}
    </>
  );
}

function OpenedDialog({ workspace, opened, onClose }: { workspace: string; opened: Opened; onClose: () => void }) {
  const common = { workspace, onClose };
  switch (opened.dialog) {
    case "add":
      return <AddProviderDialog {...common} {...(opened.initial ? { initial: opened.initial } : {})} />;
    case "edit":
      return <EditProviderDialog {...common} provider={opened.provider} />;
    case "addModels":
      return <AddModelsDialog {...common} provider={opened.provider} />;
    case "keys":
      return <KeysDialog {...common} provider={opened.provider} />;
    case "routes":
      return <RoutesDialog {...common} model={opened.model} />;
    case "editModel":
      return <EditModelDialog {...common} model={opened.model} />;
    case "tryModel":
      return <TryModelDialog model={opened.model} onClose={onClose} />;
    case "removeProvider":
      return <RemoveDialog {...common} what={{ kind: "provider", provider: opened.provider }} />;
    case "removeModel":
      return <RemoveDialog {...common} what={{ kind: "model", model: opened.model }} />;
  }
}
