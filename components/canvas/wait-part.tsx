"use client";
// What a node of the test run waits for, and the means to end it: a decision, the word to go on from a breakpoint.

import { Play } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { WaitLine } from "@/components/approvals/wait-line";
import { Button } from "@/components/ui/button";
import { ErrorBanner } from "@/components/ui/error-state";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import type { NodeState } from "@/lib/run-log/state";
import { isJsonObject, type JsonObject } from "@/lib/shared/json";
import { letGoOn } from "@/lib/waits/client";
import { useDesigner, useRun } from "./designer-context";
import { onDemand } from "./on-demand";

const RunApprovals = onDemand(async () => (await import("@/components/approvals/run-approvals")).RunApprovals);

export function WaitPart({ node }: { node: NodeState }) {
  const { workspace } = useDesigner();
  const runId = useRun((state) => state.runId);
  if (node.wait === null || runId === null) return null;
  if (node.wait.kind === "breakpoint") return <Stop key={`${node.path} ${node.attempt}`} node={node} runId={runId} />;
  if (node.wait.kind !== "approval") return <WaitLine wait={node.wait} withKey />;
  return <RunApprovals workspace={workspace} runId={runId} paths={[node.path]} only={node.path} />;
}

function readInputs(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : null;
  } catch {
    // Not JSON yet.
    return null;
  }
}

/** The node has not begun: what it would get can still be changed. */
function Stop({ node, runId }: { node: NodeState; runId: string }) {
  const t = useTranslations("designer.trial");
  const given = JSON.stringify(node.inputs, null, 2);
  const [text, setText] = useState(given);
  const [isSent, setSent] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const inputs = readInputs(text);
  const hasInputs = Object.keys(node.inputs).length > 0;
  const send = async () => {
    if (inputs === null) return;
    setSent(true);
    setError(null);
    try {
      await letGoOn(runId, { path: node.path, ...(text === given ? {} : { inputs }) });
    } catch (thrown) {
      setError(thrown);
      setSent(false);
    }
  };
  return (
    <section className="flex flex-col gap-2.5 rounded-md border border-line bg-sunken/50 p-3">
      <p className="flex items-center gap-2 font-medium">
        <span aria-hidden="true" className="size-2.5 flex-none rounded-full bg-bad" />
        {t("stopped")}
      </p>
      {hasInputs ? (
        <Field label={t("inputs")} hint={t("inputsHelp")} error={inputs === null ? t("notAnObject") : undefined}>
          {(control) => (
            <Textarea
              {...control}
              mono
              rows={3}
              maxRows={12}
              spellCheck={false}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
      ) : null}
      {error ? <ErrorBanner error={error} /> : null}
      <Button
        size="sm"
        className="self-start"
        icon={<Play />}
        loading={isSent}
        disabled={inputs === null}
        onClick={() => void send()}
      >
        {t("goOn")}
      </Button>
    </section>
  );
}
