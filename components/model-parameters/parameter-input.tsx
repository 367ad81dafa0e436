"use client";
// The control of one parameter of a model, as its description says: a slider with its number, a number, a choice, a
// switch. Nothing chosen is a state of its own, shown as the default and come back to by clearing.

import { RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import type { CSSProperties } from "react";
import type { Json } from "@/lib/shared/json";
import { kindOf, type ParameterSpec } from "@/lib/shared/model-parameters";
import type { FieldControl } from "../ui/field";
import { IconButton } from "../ui/icon-button";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { Slider } from "../ui/slider";
import { useParameterWords } from "./use-parameter-words";

export interface ParameterInputProps {
  spec: ParameterSpec;
  label: string;
  value: Json | undefined;
  /** Undefined is back to the default. */
  onChange: (value: Json | undefined) => void;
  control: FieldControl;
  readOnly?: boolean;
}

/** Wider ranges are typed, as no hand hits one of so many places. */
const mostPlaces = 400;
const undrawn = { "--filled": "0%" } as CSSProperties;

export function ParameterInput(props: ParameterInputProps) {
  const { label, value, onChange, readOnly } = props;
  const t = useTranslations("parameters");
  const kind = kindOf(props.spec);
  const isSet = value !== undefined && value !== null;
  return (
    <div className="flex items-center gap-2">
      {kind === "select" || kind === "boolean" ? <ChoiceInput {...props} /> : <NumberInput {...props} />}
      {isSet && !readOnly ? (
        <IconButton size="sm" label={t("clear", { name: label })} onClick={() => onChange(undefined)}>
          <RotateCcw />
        </IconButton>
      ) : null}
    </div>
  );
}

function NumberInput({ spec, label, value, onChange, control, readOnly }: ParameterInputProps) {
  const t = useTranslations("parameters");
  const words = useParameterWords();
  const { min, max, default: standard } = spec;
  const step = spec.step ?? (kindOf(spec) === "integer" ? 1 : undefined);
  const isSet = typeof value === "number";
  const hasSlider = min !== undefined && max !== undefined && (max - min) / (step ?? (max - min) / 20) <= mostPlaces;
  const middle = typeof standard === "number" ? standard : ((min ?? 0) + (max ?? 0)) / 2;
  return (
    <>
      {hasSlider ? (
        <Slider
          {...control}
          min={min}
          max={max}
          step={step ?? (max - min) / 20}
          value={isSet ? value : middle}
          disabled={readOnly}
          aria-valuetext={isSet ? String(value) : words.standard(spec)}
          onValueChange={onChange}
          // A thread that nobody has drawn out is not drawn as one that was.
          {...(isSet || typeof standard === "number" ? {} : { style: undrawn })}
          className={isSet ? "" : "opacity-55"}
        />
      ) : null}
      <Input
        {...(hasSlider
          ? { "aria-label": t("number", { name: label }), "aria-invalid": control["aria-invalid"] }
          : control)}
        type="number"
        inputMode="decimal"
        min={min}
        max={max}
        step={step ?? "any"}
        value={isSet ? value : ""}
        placeholder={typeof standard === "number" ? String(standard) : t("default")}
        readOnly={readOnly}
        className={hasSlider ? "w-24 flex-none" : ""}
        onChange={(event) => {
          const typed = event.target.valueAsNumber;
          onChange(Number.isNaN(typed) ? undefined : typed);
        }}
      />
    </>
  );
}

function ChoiceInput({ spec, value, onChange, control, readOnly }: ParameterInputProps) {
  const words = useParameterWords();
  const isSwitch = kindOf(spec) === "boolean";
  const options = isSwitch ? ["true", "false"] : (spec.options ?? []);
  const chosen = value === undefined || value === null ? "" : String(value);
  // What is chosen but not on offer stays to be seen until it is changed.
  const all = chosen === "" || options.includes(chosen) ? options : [...options, chosen];
  return (
    <Select
      {...control}
      disabled={readOnly}
      value={chosen}
      options={[
        { value: "", label: words.standard(spec) },
        ...all.map((option) => ({ value: option, label: words.option(option) })),
      ]}
      onChange={({ target }) =>
        onChange(target.value === "" ? undefined : isSwitch ? target.value === "true" : target.value)
      }
    />
  );
}
