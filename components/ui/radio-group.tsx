// One of a few, each with a sentence that says what it means. Arrow keys move, as browsers do it.

import type { ReactNode } from "react";
import { cn } from "./cn";

export interface RadioOption<V extends string> {
  value: V;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
}

export interface RadioGroupProps<V extends string> {
  legend: string;
  legendHidden?: boolean;
  name: string;
  options: readonly RadioOption<V>[];
  value?: V;
  defaultValue?: V;
  onValueChange?: (value: V) => void;
  className?: string;
}

export function RadioGroup<V extends string>(props: RadioGroupProps<V>) {
  const { legend, legendHidden, name, options, value, defaultValue, onValueChange, className } = props;
  return (
    <fieldset className={cn("flex flex-col gap-2", className)}>
      <legend className={cn("mb-1.5 font-medium text-ink-2 text-xs", legendHidden && "sr-only")}>{legend}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className="flex items-start gap-2.5 rounded-md border border-line bg-raised px-3 py-2.5 transition-colors hover:border-line-strong has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2"
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            disabled={option.disabled}
            {...(value !== undefined ? { checked: value === option.value } : {})}
            {...(value === undefined && defaultValue !== undefined
              ? { defaultChecked: defaultValue === option.value }
              : {})}
            {...(onValueChange
              ? { onChange: () => onValueChange(option.value) }
              : value !== undefined
                ? { readOnly: true }
                : {})}
            className="mt-0.5 size-4 flex-none appearance-none rounded-full border border-control bg-raised outline-none checked:border-[5px] checked:border-accent disabled:opacity-50"
          />
          <span className="min-w-0">
            <span className="font-medium">{option.label}</span>
            {option.hint ? <span className="block text-ink-2 text-xs">{option.hint}</span> : null}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
