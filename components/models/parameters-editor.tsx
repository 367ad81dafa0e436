"use client";
// The parameters of a model as an administrator writes them down: one row each, opened to be edited.

import { ChevronRight, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { maxParameters } from "@/lib/models/contract";
import { parameterKinds } from "@/lib/shared/model-parameters";
import { useParameterWords } from "../model-parameters/use-parameter-words";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { IconButton } from "../ui/icon-button";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { findDraftFault, type ParameterDraft } from "./parameter-drafts";

export interface ParametersEditorProps {
  drafts: readonly ParameterDraft[];
  onChange: (drafts: ParameterDraft[]) => void;
}

const empty = { name: "", kind: "number", label: "", min: "", max: "", step: "", standard: "", options: "" } as const;

export function ParametersEditor({ drafts, onChange }: ParametersEditorProps) {
  const t = useTranslations("models.parameters");
  const words = useParameterWords();
  /** Rows that were added here begin open, and stay so while their names are typed. */
  const [added, setAdded] = useState<ReadonlySet<string>>(new Set());
  const add = () => {
    const key = crypto.randomUUID();
    setAdded(new Set([...added, key]));
    onChange([...drafts, { ...empty, key }]);
  };
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 font-medium text-ink-2 text-xs">{t("title")}</legend>
      <p className="mb-2 text-ink-3 text-xs">{t("hint")}</p>
      <ul className="divide-y divide-line rounded-md border border-line empty:hidden">
        {drafts.map((draft) => (
          <li key={draft.key} className="flex items-start gap-1 p-1.5">
            <details className="group/fold min-w-0 flex-1" open={added.has(draft.key) || undefined}>
              <summary className="flex min-h-8 list-none flex-wrap items-center gap-x-2 gap-y-0.5">
                <ChevronRight className="size-3.5 flex-none transition-transform group-open/fold:rotate-90" />
                <span className="min-w-0 break-all font-medium">
                  {draft.label.trim() || (draft.name === "" ? t("unnamed") : words.label(draft.name))}
                </span>
                <span className="tabular ml-auto text-ink-3 text-xs">{factsOf(draft)}</span>
                <FaultLine draft={draft} all={drafts} />
              </summary>
              <Row draft={draft} onChange={(next) => onChange(drafts.map((one) => (one === draft ? next : one)))} />
            </details>
            <IconButton
              size="sm"
              label={t("remove", { name: draft.name || t("unnamed") })}
              onClick={() => onChange(drafts.filter((one) => one !== draft))}
            >
              <Trash2 />
            </IconButton>
          </li>
        ))}
      </ul>
      <Button size="sm" className="mt-2" icon={<Plus />} disabled={drafts.length >= maxParameters} onClick={add}>
        {t("add")}
      </Button>
    </fieldset>
  );

  function factsOf({ kind, min, max, standard, options }: ParameterDraft): string {
    const range = kind === "select" ? options : min === "" && max === "" ? "" : `${min || "…"} – ${max || "…"}`;
    return [t(`kinds.${kind}`), range, standard === "" ? "" : t("standardIs", { value: standard })]
      .filter(Boolean)
      .join(" · ");
  }
}

function FaultLine({ draft, all }: { draft: ParameterDraft; all: readonly ParameterDraft[] }) {
  const t = useTranslations("models.parameters.faults");
  const fault = findDraftFault(draft, all);
  // A row that was only just added is not wrong yet.
  if (!fault || draft.name === "") return null;
  return (
    <span role="alert" className="w-full pl-5 text-bad-ink text-xs">
      {t(fault)}
    </span>
  );
}

function Row({ draft, onChange }: { draft: ParameterDraft; onChange: (draft: ParameterDraft) => void }) {
  const t = useTranslations("models.parameters");
  const isNumber = draft.kind === "number" || draft.kind === "integer";
  const text = (key: "name" | "label" | "min" | "max" | "step" | "standard" | "options", className = "") => (
    <Field label={t(key)} className={className}>
      {(control) => (
        <Input
          {...control}
          value={draft[key]}
          maxLength={key === "options" ? 2000 : key === "name" ? 50 : 100}
          autoCapitalize="none"
          spellCheck={false}
          inputMode={isNumber && key !== "name" && key !== "label" ? "decimal" : undefined}
          onChange={(event) => onChange({ ...draft, [key]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <div className="grid grid-cols-2 gap-3 py-2 pl-5 sm:grid-cols-4">
      {text("name", "col-span-2")}
      {text("label", "col-span-2")}
      <Field label={t("kind")} className="col-span-2 sm:col-span-1">
        {(control) => (
          <Select
            {...control}
            value={draft.kind}
            options={parameterKinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
            onChange={(event) =>
              onChange({
                ...draft,
                kind: parameterKinds.find((kind) => kind === event.target.value) ?? draft.kind,
                standard: "",
              })
            }
          />
        )}
      </Field>
      {isNumber ? text("min") : null}
      {isNumber ? text("max") : null}
      {isNumber ? text("step") : null}
      {draft.kind === "select" ? text("options", "col-span-2") : null}
      {draft.kind === "boolean" ? (
        <Field label={t("standard")} className="col-span-2">
          {(control) => (
            <Select
              {...control}
              value={draft.standard || "none"}
              options={(["none", "true", "false"] as const).map((value) => ({ value, label: t(`switch.${value}`) }))}
              onChange={({ target }) => onChange({ ...draft, standard: target.value === "none" ? "" : target.value })}
            />
          )}
        </Field>
      ) : (
        text("standard", "col-span-2 sm:col-span-1")
      )}
    </div>
  );
}
