"use client";
// What happens when a node takes too long, fails or is caught in a crash, and when it waits for several ways.

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { GraphNode, NodePolicy } from "@/lib/graph/schema";
import { definitionOf } from "@/lib/nodes/catalogue";
import { NumberField } from "./controls/number-field";
import { ValueCell } from "./controls/text-controls";
import { useDesigner, useGraph, useReadOnly } from "./designer-context";

const onErrors = ["stop", "default", "branch"] as const;
const onCrashes = ["repeat", "fail"] as const;
const defaultRetry = { max: 0, delayMs: 1_000, backoff: 2 };

/** A policy without what is undefined; null where nothing is left of it. */
function clean(policy: { [K in keyof NodePolicy]?: NodePolicy[K] | undefined }): NodePolicy | null {
  const entries = Object.entries(policy).filter(([, value]) => value !== undefined);
  // Only members that were there are left.
  return entries.length === 0 ? null : (Object.fromEntries(entries) as NodePolicy);
}

export function NodeErrors({ node }: { node: GraphNode }) {
  const t = useTranslations("designer.errors");
  const designer = useDesigner();
  const readOnly = useReadOnly();
  const incoming = useGraph((graph) => graph.edges.filter((edge) => edge.target === node.id).length);
  const definition = definitionOf(node.type);
  const policy = node.policy ?? {};
  const retry = policy.retry ?? defaultRetry;
  const set = (change: { [K in keyof NodePolicy]?: NodePolicy[K] | undefined }) =>
    designer.edit(
      [{ type: "update", id: node.id, set: { policy: clean({ ...policy, ...change }) } }],
      `policy ${node.id}`,
    );
  const setRetry = (change: Partial<typeof retry>) => {
    const next = { ...retry, ...change };
    set({ retry: next.max > 0 ? next : undefined });
  };
  const number = (
    label: string,
    value: number | undefined,
    onChange: (value: number | undefined) => void,
    limits: { min: number; max: number; step?: number; placeholder?: string },
  ) => <NumberField label={label} value={value} readOnly={readOnly} onChange={onChange} {...limits} />;
  const outputs = definition?.outputsOf(node) ?? [];
  const isWrite = definition?.effectOf(node) === "write";
  return (
    <div className="flex flex-col gap-4">
      {number(
        t("timeout"),
        policy.timeoutMs === undefined ? undefined : policy.timeoutMs / 1_000,
        (seconds) => set({ timeoutMs: seconds === undefined ? undefined : Math.round(seconds * 1_000) }),
        { min: 0.1, max: 86_400, step: 1, placeholder: t("noTimeout") },
      )}
      <div className="grid grid-cols-3 gap-2">
        {number(t("retries"), retry.max, (max) => setRetry({ max: Math.round(max ?? 0) }), { min: 0, max: 20 })}
        {number(
          t("delay"),
          retry.delayMs / 1_000,
          (seconds) => setRetry({ delayMs: Math.round((seconds ?? 1) * 1_000) }),
          {
            min: 0,
            max: 3_600,
            step: 0.5,
          },
        )}
        {number(t("backoff"), retry.backoff, (backoff) => setRetry({ backoff: backoff ?? 2 }), {
          min: 1,
          max: 10,
          step: 0.5,
        })}
      </div>
      <Field label={t("onError")} hint={t(`onErrorHelp.${policy.onError ?? "stop"}`)}>
        {(control) => (
          <Select
            {...control}
            disabled={readOnly}
            value={policy.onError ?? "stop"}
            options={onErrors.map((one) => ({ value: one, label: t(`onErrors.${one}`) }))}
            onChange={(event) => {
              const onError = onErrors.find((one) => one === event.target.value);
              set({ onError: onError === "stop" ? undefined : onError });
            }}
          />
        )}
      </Field>
      {policy.onError === "default" ? (
        <div className="flex flex-col gap-2">
          {outputs.map((output) => (
            <Field key={output.name} label={t("defaultOf", { name: output.name })}>
              {() => (
                <ValueCell
                  nodeId={node.id}
                  label={t("defaultOf", { name: output.name })}
                  value={policy.defaultOutputs?.[output.name]}
                  readOnly={readOnly}
                  onChange={(value) => set({ defaultOutputs: { ...policy.defaultOutputs, [output.name]: value } })}
                />
              )}
            </Field>
          ))}
        </div>
      ) : null}
      {isWrite ? (
        <Field label={t("onCrash")} hint={t("onCrashHelp")}>
          {(control) => (
            <Select
              {...control}
              disabled={readOnly}
              value={policy.onCrash ?? "repeat"}
              options={onCrashes.map((one) => ({ value: one, label: t(`onCrashes.${one}`) }))}
              onChange={(event) => set({ onCrash: event.target.value === "fail" ? "fail" : undefined })}
            />
          )}
        </Field>
      ) : null}
      {incoming > 1 ? (
        <Field label={t("join")} hint={t("joinHelp")}>
          {(control) => (
            <Select
              {...control}
              disabled={readOnly}
              value={node.join ?? "all"}
              options={[
                { value: "all", label: t("joinAll") },
                { value: "any", label: t("joinAny") },
              ]}
              onChange={(event) =>
                designer.edit([
                  { type: "update", id: node.id, set: { join: event.target.value === "any" ? "any" : null } },
                ])
              }
            />
          )}
        </Field>
      ) : null}
    </div>
  );
}
