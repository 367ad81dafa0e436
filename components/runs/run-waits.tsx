"use client";
// What a run waits for, with the means to end it: decide an approval, go on from a breakpoint, look at the run below.

import { useTranslations } from "next-intl";
import { useState } from "react";
import { letGoOn } from "@/lib/waits/client";
import { RunApprovals } from "../approvals/run-approvals";
import { WaitLine } from "../approvals/wait-line";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { ErrorBanner } from "../ui/error-state";
import { JsonField, readObject, writeObject } from "./json-field";
import type { LiveView } from "./live-run";
import type { RunScene } from "./use-run-scene";

type PausedAt = LiveView["waits"][number];

/** Goes on from a breakpoint, with other inputs where somebody wants them. */
function GoOn({ scene, path }: { scene: RunScene; path: string }) {
  const t = useTranslations("runs.breakpoint");
  const [text, setText] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const inputs = text === null ? undefined : readObject(text);
  const goOn = async () => {
    setBusy(true);
    setError(null);
    try {
      await letGoOn(scene.run.id, { path, ...(inputs ? { inputs } : {}) });
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="flex max-w-[66ch] flex-col gap-3">
      {error ? <ErrorBanner error={error} /> : null}
      {text === null ? null : <JsonField label={t("inputs")} text={text} onText={setText} />}
      <div className="flex gap-2">
        <Button variant="primary" size="sm" loading={busy} disabled={inputs === null} onClick={goOn}>
          {t("goOn")}
        </Button>
        {text === null ? (
          <Button size="sm" onClick={() => setText(writeObject(scene.live?.nodes.get(path)?.inputs))}>
            {t("change")}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

function OneWait({ scene, at, may }: { scene: RunScene; at: PausedAt; may: { approve: boolean; edit: boolean } }) {
  const t = useTranslations("runs");
  const { path, name, wait } = at;
  return (
    <li className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-2">
        <WaitLine wait={wait} withKey />
        <span className="text-ink-3 text-xs">{t("waitsAt", { name })}</span>
        {wait.kind === "run" ? (
          <ButtonLink size="sm" variant="ghost" href={`/w/${scene.workspace}/runs/${wait.runId}`}>
            {t("openChild")}
          </ButtonLink>
        ) : null}
      </div>
      {wait.kind === "approval" && may.approve ? (
        <RunApprovals workspace={scene.workspace} runId={scene.run.id} paths={[path]} only={path} />
      ) : null}
      {wait.kind === "breakpoint" && may.edit ? <GoOn scene={scene} path={path} /> : null}
    </li>
  );
}

export function RunWaits({ scene, may }: { scene: RunScene; may: { approve: boolean; edit: boolean } }) {
  const t = useTranslations("runs");
  const waits = scene.isOpen ? (scene.live?.waits ?? []) : [];
  if (waits.length === 0) return null;
  return (
    <section aria-label={t("waits")}>
      <ul className="flex flex-col gap-3">
        {waits.map((at) => (
          <OneWait key={at.path} scene={scene} at={at} may={may} />
        ))}
      </ul>
    </section>
  );
}
