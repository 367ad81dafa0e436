"use client";

// Controls of one value: text, number, slider, switch, choice, JSON.

import { RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Slider } from "@/components/ui/slider";
import { Switch } from "@/components/ui/switch";
import { Textarea } from "@/components/ui/textarea";
import { useNodeWords } from "../use-node-words";
import type { ControlProps } from "./control-props";

const textOf = (value: unknown) => (typeof value === "string" ? value : "");

export function TextControl({ node, field, value, onChange, control, readOnly }: ControlProps) {
  const words = useNodeWords();
  return (
    <Input
      {...control}
      value={textOf(value)}
      maxLength={field.maxLength ?? undefined}
      placeholder={words.placeholder(node.type, field.key) ?? undefined}
      readOnly={readOnly}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

export function TextareaControl({ node, field, value, onChange, control, readOnly }: ControlProps) {
  const words = useNodeWords();
  return (
    <Textarea
      {...control}
      rows={3}
      value={textOf(value)}
      maxLength={field.maxLength ?? undefined}
      placeholder={words.placeholder(node.type, field.key) ?? undefined}
      readOnly={readOnly}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

export function NumberControl({ field, value, onChange, control, readOnly }: ControlProps) {
  return (
    <Input
      {...control}
      type="number"
      min={field.min ?? undefined}
      max={field.max ?? undefined}
      step={field.step ?? undefined}
      value={typeof value === "number" ? value : ""}
      placeholder={field.default === null ? undefined : String(field.default)}
      readOnly={readOnly}
      onChange={(event) => {
        const number = event.target.valueAsNumber;
        onChange(Number.isNaN(number) ? undefined : number);
      }}
    />
  );
}

export function SliderControl({ field, value, onChange, control, label, readOnly }: ControlProps) {
  const t = useTranslations("designer.form");
  const [min, max] = [field.min ?? 0, field.max ?? 1];
  const isSet = typeof value === "number";
  return (
    <div className="flex items-center gap-2">
      <Slider
        {...control}
        min={min}
        max={max}
        step={field.step ?? (max - min) / 20}
        value={isSet ? value : (min + max) / 2}
        disabled={readOnly}
        aria-valuetext={isSet ? String(value) : t("modelDecides")}
        onValueChange={onChange}
        className={isSet ? "" : "opacity-55"}
      />
      <span className="tabular w-14 flex-none text-right text-ink-2 text-xs">{isSet ? value : t("auto")}</span>
      {isSet && !readOnly ? (
        <IconButton size="sm" label={t("reset", { name: label })} onClick={() => onChange(undefined)}>
          <RotateCcw />
        </IconButton>
      ) : null}
    </div>
  );
}

export function BooleanControl({ field, value, onChange, control, label, readOnly }: ControlProps) {
  return (
    <Switch
      {...control}
      label={label}
      labelHidden
      disabled={readOnly}
      checked={typeof value === "boolean" ? value : field.default === true}
      onChange={(event) => onChange(event.target.checked)}
    />
  );
}

export function SelectControl({ node, field, value, onChange, control, readOnly }: ControlProps) {
  const words = useNodeWords();
  return (
    <Select
      {...control}
      disabled={readOnly}
      value={textOf(value) || textOf(field.default)}
      options={(field.options ?? []).map((option) => ({
        value: option,
        label: words.option(node.type, field.key, option),
      }))}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

export function JsonControl({ value, onChange, control, readOnly }: ControlProps) {
  const t = useTranslations("designer.form");
  const [typed, setTyped] = useState<string | null>(null);
  const [isWrong, setWrong] = useState(false);
  const shown = typed ?? (value === undefined ? "" : JSON.stringify(value, null, 2));
  return (
    <>
      <Textarea
        {...control}
        mono
        rows={5}
        spellCheck={false}
        readOnly={readOnly}
        value={shown}
        aria-invalid={isWrong || control["aria-invalid"]}
        onChange={(event) => {
          const text = event.target.value;
          setTyped(text);
          if (text.trim() === "") return onChange(undefined);
          try {
            onChange(JSON.parse(text));
            setWrong(false);
          } catch {
            // Half-typed: the last whole value stays until this one is whole.
            setWrong(true);
          }
        }}
        onBlur={() => {
          if (!isWrong) setTyped(null);
        }}
      />
      {isWrong ? (
        <p role="alert" className="text-bad-ink text-xs">
          {t("notJson")}
        </p>
      ) : null}
    </>
  );
}
