"use client";
// The parameters of a model as controls, for wherever a model is asked: a node's form, a test of a model, a test of a
// prompt. Values that the model would refuse are told where they are, and nothing is changed behind anybody's back.

import { useTranslations } from "next-intl";
import type { Json } from "@/lib/shared/json";
import { findParameterFault, type ParameterSpecs, type ParameterValues } from "@/lib/shared/model-parameters";
import { Field } from "../ui/field";
import { ParameterInput } from "./parameter-input";
import { useParameterWords } from "./use-parameter-words";

export interface ModelParametersProps {
  /** What the model takes, by name; what is chosen beyond it is shown too, so that it can be cleared. */
  specs: ParameterSpecs;
  values: ParameterValues;
  /** Values without those that were cleared. */
  onChange: (values: Record<string, Json>) => void;
  readOnly?: boolean;
  className?: string;
}

export function ModelParameters({ specs, values, onChange, readOnly = false, className }: ModelParametersProps) {
  const t = useTranslations("parameters");
  const words = useParameterWords();
  const chosen = Object.entries(values).flatMap(([name, value]) =>
    value === undefined || value === null ? [] : [[name, value] as const],
  );
  const names = [...new Set([...Object.keys(specs), ...chosen.map(([name]) => name)])];
  const set = (name: string, value: Json | undefined) => {
    const others = chosen.filter(([other]) => other !== name);
    onChange(Object.fromEntries(value === undefined ? others : [...others, [name, value]]));
  };
  if (names.length === 0) return <p className="text-ink-3 text-xs">{t("none")}</p>;
  return (
    <div className={className ?? "flex flex-col gap-4"}>
      {names.map((name) => {
        const spec = specs[name] ?? specOf(values[name]);
        const fault = findParameterFault(specs, name, values[name]);
        const label = words.label(name, spec);
        // Nothing fails because of it.
        const isIgnored = fault?.code === "parameter_unknown";
        return (
          <Field
            key={name}
            label={label}
            hint={isIgnored ? <span className="text-warn-ink">{words.fault(fault)}</span> : words.hint(name)}
            error={fault && !isIgnored ? words.fault(fault) : undefined}
          >
            {(control) => (
              <ParameterInput
                spec={spec}
                label={label}
                value={values[name]}
                onChange={(value) => set(name, value)}
                control={control}
                readOnly={readOnly}
              />
            )}
          </Field>
        );
      })}
    </div>
  );
}

/** A control for a value that no description is left of. */
function specOf(value: Json | undefined) {
  if (typeof value === "boolean") return { kind: "boolean" as const };
  return typeof value === "number" ? { kind: "number" as const } : { kind: "select" as const, options: [] };
}
