"use client";
// What can be done with a run: again, or no further.

import { useQueryClient } from "@tanstack/react-query";
import { RotateCcw, Square } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { cancel, repeat, runKey, runsKey } from "@/lib/runs/client";
import { Button } from "../ui/button";
import { showToast } from "../ui/toast";
import type { RunScene } from "./use-run-scene";

const ConfirmDialog = dynamic(() => import("../ui/confirm-dialog").then((file) => file.ConfirmDialog), { ssr: false });

const sentenceOf = (error: unknown) => (error instanceof Error ? { detail: error.message } : {});

export function RepeatButton({ scene }: { scene: RunScene }) {
  const t = useTranslations("runs");
  const router = useRouter();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const start = async () => {
    setBusy(true);
    try {
      const { id } = await repeat(scene.run.id);
      void client.invalidateQueries({ queryKey: [...runsKey(scene.workspace), "list"] });
      router.push(`/w/${scene.workspace}/runs/${id}`);
    } catch (error) {
      showToast({ tone: "bad", title: t("failedToStart"), ...sentenceOf(error) });
      setBusy(false);
    }
  };
  return (
    <Button variant={scene.isOpen ? "secondary" : "primary"} icon={<RotateCcw />} loading={busy} onClick={start}>
      {t("again")}
    </Button>
  );
}

export function CancelButton({ scene }: { scene: RunScene }) {
  const t = useTranslations("runs");
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const stop = async () => {
    try {
      await cancel(scene.run.id);
      showToast({ title: t("cancel.asked") });
    } catch (error) {
      showToast({ tone: "bad", title: t("failedToCancel"), ...sentenceOf(error) });
    }
    void client.invalidateQueries({ queryKey: runKey(scene.workspace, scene.run.id) });
  };
  return (
    <>
      <Button icon={<Square />} onClick={() => setAsking(true)}>
        {t("cancel.action")}
      </Button>
      {asking ? (
        <ConfirmDialog
          open
          onOpenChange={setAsking}
          title={t("cancel.title")}
          description={t("cancel.text")}
          confirmLabel={t("cancel.action")}
          onConfirm={stop}
        />
      ) : null}
    </>
  );
}
