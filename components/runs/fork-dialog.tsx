"use client";
// Goes on from a node of a run that has ended, as a run of its own: with other inputs, or with an output instead of
// running the node; by the same graph, the draft or another version.

import { useInfiniteQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { fetchRunFile, fork } from "@/lib/runs/client";
import { versionsQuery } from "@/lib/workflows/client";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { ErrorBanner } from "../ui/error-state";
import { Field } from "../ui/field";
import { Segmented } from "../ui/segmented";
import { Select } from "../ui/select";
import { JsonField, readObject, writeObject } from "./json-field";
import { keptOf, withLarge, withoutLarge } from "./large-members";
import type { NodeView } from "./node-view";
import type { RunScene } from "./use-run-scene";

export interface ForkDialogProps {
  scene: RunScene;
  node: NodeView;
  onClose: () => void;
}

const versionOf = (value: string) => (value === "same" || value === "draft" ? value : Number(value));

export function ForkDialog({ scene, node, onClose }: ForkDialogProps) {
  const t = useTranslations("runs.fork");
  const router = useRouter();
  const { inputs, outputs } = node.large ?? {};
  const first = {
    inputs: writeObject(withoutLarge(node.inputs, inputs)),
    outputs: writeObject(withoutLarge(node.outputs, outputs)),
  };
  const [part, setPart] = useState<"inputs" | "outputs">("inputs");
  const [texts, setTexts] = useState(first);
  const [version, setVersion] = useState("same");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const versions = useInfiniteQuery(versionsQuery(scene.workspace, scene.run.workflowId)).data;
  const numbers = versions?.pages.flatMap(({ items }) => items.map(({ number }) => number)) ?? [];
  const value = readObject(texts[part]);
  const large = part === "inputs" ? inputs : outputs;
  const kept = keptOf(large).map(([name]) => name);
  const readWhole = async (fileId: string) => (await fetchRunFile(scene.run.id, fileId)).text();
  const start = async () => {
    if (value === null) return;
    setBusy(true);
    setError(null);
    try {
      // Inputs that nobody changed are found anew, as the graph says.
      const isAsFound = part === "inputs" && texts.inputs === first.inputs;
      const given = isAsFound ? {} : { [part]: await withLarge(value, large, readWhole) };
      const { id } = await fork(scene.run.id, { nodeId: node.nodeId, version: versionOf(version), ...given });
      onClose();
      router.push(`/w/${scene.workspace}/runs/${id}`);
    } catch (thrown) {
      setError(thrown);
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      size="lg"
      title={t("title", { name: node.name })}
      description={t("text")}
      footer={
        <Button variant="primary" loading={busy} disabled={value === null} onClick={start}>
          {t("start")}
        </Button>
      }
    >
      <div className="flex flex-col gap-4">
        {error ? <ErrorBanner error={error} /> : null}
        <Segmented
          legend={t("what")}
          name="fork-part"
          value={part}
          segments={[
            { value: "inputs", label: t("inputs") },
            { value: "outputs", label: t("outputs") },
          ]}
          onValueChange={setPart}
          className="self-start"
        />
        <JsonField
          key={part}
          label={t(part === "inputs" ? "inputsLabel" : "outputsLabel")}
          hint={t(part === "inputs" ? "inputsHint" : "outputsHint")}
          text={texts[part]}
          onText={(text) => setTexts({ ...texts, [part]: text })}
        />
        {kept.length > 0 ? <p className="text-ink-2 text-xs">{t("large", { names: kept.join(", ") })}</p> : null}
        <Field label={t("version")}>
          {(control) => (
            <Select
              {...control}
              value={version}
              options={[
                { value: "same", label: t("same") },
                { value: "draft", label: t("draft") },
                ...numbers.map((number) => ({ value: String(number), label: t("number", { number }) })),
              ]}
              onChange={({ target }) => setVersion(target.value)}
            />
          )}
        </Field>
      </div>
    </Dialog>
  );
}
