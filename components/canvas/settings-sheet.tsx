"use client";
// How a graph runs as a whole: in which order, how much at once, how long, and what a failure means for the rest.

import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Sheet } from "@/components/ui/sheet";
import type { GraphSettings } from "@/lib/graph/schema";
import { NumberField } from "./controls/number-field";
import { useDesigner, useGraph, useReadOnly } from "./designer-context";

const modes = ["dag", "sequential", "parallel"] as const;
const onErrors = ["stop", "continue"] as const;
const maxSeconds = 30 * 86_400;

type Change = { [K in keyof GraphSettings]?: GraphSettings[K] | undefined };

export default function SettingsSheet() {
  const t = useTranslations("designer.graphSettings");
  const designer = useDesigner();
  const readOnly = useReadOnly();
  const settings = useGraph((graph) => graph.settings);
  const set = (change: Change) => {
    const entries = Object.entries({ ...settings, ...change }).filter(([, value]) => value !== undefined);
    // Only members that have a value are left.
    designer.edit([{ type: "setSettings", settings: Object.fromEntries(entries) as GraphSettings }], "settings");
  };
  const mode = settings.mode ?? "dag";
  const onError = settings.onError ?? "stop";
  return (
    <Sheet open onOpenChange={(open) => open || designer.view.setState({ sheet: null })} title={t("title")}>
      <p className="mb-5 max-w-[52ch] text-pretty text-ink-2">{t("text")}</p>
      <div className="flex max-w-110 flex-col gap-5">
        <Field label={t("mode")} hint={t(`modeHelp.${mode}`)}>
          {(control) => (
            <Select
              {...control}
              disabled={readOnly}
              value={mode}
              options={modes.map((one) => ({ value: one, label: t(`modes.${one}`) }))}
              onChange={(event) => {
                const next = modes.find((one) => one === event.target.value);
                set({ mode: next === "dag" ? undefined : next });
              }}
            />
          )}
        </Field>
        {mode === "sequential" ? null : (
          <NumberField
            label={t("maxConcurrency")}
            hint={t("maxConcurrencyHelp")}
            placeholder={mode === "parallel" ? t("noLimit") : t("usual")}
            value={settings.maxConcurrency}
            readOnly={readOnly}
            min={1}
            max={1_000}
            step={1}
            onChange={(count) => set({ maxConcurrency: count === undefined ? undefined : Math.round(count) })}
          />
        )}
        <NumberField
          label={t("timeout")}
          hint={t("timeoutHelp")}
          placeholder={t("usual")}
          value={settings.timeoutMs === undefined ? undefined : settings.timeoutMs / 1_000}
          readOnly={readOnly}
          min={1}
          max={maxSeconds}
          step={1}
          onChange={(seconds) => set({ timeoutMs: seconds === undefined ? undefined : Math.round(seconds * 1_000) })}
        />
        <NumberField
          label={t("maxNodeExecutions")}
          hint={t("maxNodeExecutionsHelp")}
          placeholder={t("usual")}
          value={settings.maxNodeExecutions}
          readOnly={readOnly}
          min={1}
          max={1_000_000}
          step={1}
          onChange={(count) => set({ maxNodeExecutions: count === undefined ? undefined : Math.round(count) })}
        />
        <Field label={t("onError")} hint={t(`onErrorHelp.${onError}`)}>
          {(control) => (
            <Select
              {...control}
              disabled={readOnly}
              value={onError}
              options={onErrors.map((one) => ({ value: one, label: t(`onErrors.${one}`) }))}
              onChange={(event) => set({ onError: event.target.value === "continue" ? "continue" : undefined })}
            />
          )}
        </Field>
      </div>
    </Sheet>
  );
}
