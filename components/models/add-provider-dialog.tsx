"use client";
// Adds a provider: pick whose it is, say how to reach it, choose models, try it, save.

import { useMutation } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { callOperation } from "@/lib/http/client";
import { checkConnection, createProvider, exploreConnection, type ProviderView } from "@/lib/models/contract";
import type { ProviderPreset } from "@/lib/models/provider-rules";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { ErrorBanner } from "../ui/error-state";
import { showToast } from "../ui/toast";
import { CheckResult } from "./check-result";
import {
  type ConnectionDraft,
  connectionOf,
  type DraftFaults,
  draftOfPreset,
  faultsOfDraft,
  faultsOfError,
  limitsOf,
} from "./connection-draft";
import { ConnectionFields } from "./connection-fields";
import { type ChosenModel, ModelPicker } from "./model-picker";
import { PresetPicker } from "./preset-picker";
import { useRefreshModels } from "./use-refresh";

export interface AddProviderDialogProps {
  workspace: string;
  onClose: () => void;
  /** Begins with this one picked, such as an Ollama that was found. */
  initial?: { preset: ProviderPreset; baseUrl: string };
}

export function AddProviderDialog({ workspace, onClose, initial }: AddProviderDialogProps) {
  const t = useTranslations("models.add");
  const [preset, setPreset] = useState(initial?.preset ?? null);
  if (preset === null) {
    return (
      <Dialog open onOpenChange={(open) => !open && onClose()} title={t("title")} size="lg">
        <PresetPicker onPick={setPreset} />
      </Dialog>
    );
  }
  const start = { ...draftOfPreset(preset), ...(initial?.preset === preset ? { baseUrl: initial.baseUrl } : {}) };
  return (
    <ConnectDialog
      key={preset.id}
      workspace={workspace}
      preset={preset}
      start={start}
      onBack={() => setPreset(null)}
      onClose={onClose}
    />
  );
}

interface ConnectDialogProps {
  workspace: string;
  preset: ProviderPreset;
  start: ConnectionDraft;
  onBack: () => void;
  onClose: () => void;
}

function ConnectDialog({ workspace, preset, start, onBack, onClose }: ConnectDialogProps) {
  const t = useTranslations("models");
  const form = useId();
  const refresh = useRefreshModels(workspace);
  const [draft, setDraft] = useState(start);
  const [faults, setFaults] = useState<DraftFaults>({});
  const [chosen, setChosen] = useState<ChosenModel[]>([]);
  const { kind } = preset;
  const connection = () => connectionOf(kind, draft);
  const refused = (error: unknown) => setFaults(faultsOfError(error));

  const explore = useMutation({
    mutationFn: () => callOperation(exploreConnection, { body: { connection: connection() } }),
    onError: refused,
  });
  const check = useMutation({
    mutationFn: (modelId: string) => callOperation(checkConnection, { body: { connection: connection(), modelId } }),
    onError: refused,
  });
  const save = useMutation({
    mutationFn: (): Promise<ProviderView> =>
      callOperation(createProvider, { body: { ...connection(), ...limitsOf(draft), models: [...chosen] } }),
    onError: refused,
    onSuccess: async ({ name }) => {
      await refresh();
      showToast({ tone: "ok", title: t("add.saved", { name }) });
      onClose();
    },
  });

  const whenWhole = (go: () => void) => {
    const found = faultsOfDraft(kind, draft);
    setFaults(found);
    if (Object.keys(found).length === 0) go();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending) whenWhole(() => save.mutate());
  };
  const tested = chosen.find(({ type }) => type === "chat");
  const error = [save.error, check.error].find((one) => one && Object.keys(faultsOfError(one)).length === 0);

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={preset.name ?? t("add.other")}
      size="lg"
      footer={
        <>
          <Button variant="ghost" icon={<ArrowLeft />} className="sm:mr-auto" onClick={onBack}>
            {t("add.back")}
          </Button>
          <Button
            loading={check.isPending}
            disabled={!tested}
            {...(tested ? {} : { "aria-describedby": `${form}-hint` })}
            onClick={() => tested && whenWhole(() => check.mutate(tested.modelId))}
          >
            {t("check.run")}
          </Button>
          <Button type="submit" form={form} variant="primary" loading={save.isPending}>
            {t("add.save")}
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={submit} className="flex flex-col gap-5">
        {preset.isLocal ? <Banner>{t("add.localHint")}</Banner> : null}
        <ConnectionFields
          kind={kind}
          draft={draft}
          faults={faults}
          onChange={(change) => {
            setDraft({ ...draft, ...change });
            setFaults(without(faults, Object.keys(change)));
            check.reset();
          }}
        />
        <ModelPicker
          offer={explore.data}
          loading={explore.isPending}
          error={Object.keys(faultsOfError(explore.error)).length > 0 ? null : explore.error}
          onList={() => whenWhole(() => explore.mutate())}
          chosen={chosen}
          onChange={setChosen}
          {...(preset.example ? { example: preset.example } : {})}
        />
        {tested ? null : (
          <p id={`${form}-hint`} className="sr-only">
            {t("check.needsModel")}
          </p>
        )}
        {check.data || error ? (
          <div ref={showWhole} className="flex flex-col gap-2">
            {check.data ? <CheckResult check={check.data} /> : null}
            {error ? <ErrorBanner error={error} /> : null}
          </div>
        ) : null}
      </form>
    </Dialog>
  );
}

/** What came of a test stands at the end of a long form: bring it into view. */
function showWhole(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: "nearest" });
}

function without(faults: DraftFaults, fields: string[]): DraftFaults {
  return Object.fromEntries(Object.entries(faults).filter(([field]) => !fields.includes(field)));
}
