// A choice from a short list: the browser's own select, so that keyboards, phones and forms need nothing from us.
// Longer lists, or ones with a search, are combobox.tsx.

import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { controlClass } from "./input";

export interface SelectOption {
  value: string;
  label: string;
  disabled?: boolean;
  /** Options with the same group stand under its name. */
  group?: string;
}

export type SelectProps = ComponentProps<"select"> & {
  options: readonly SelectOption[];
  /** Shown while nothing is chosen. */
  placeholder?: string | undefined;
  controlSize?: "sm" | "md";
};

function byGroup(options: readonly SelectOption[]): [string, SelectOption[]][] {
  const groups = new Map<string, SelectOption[]>();
  for (const option of options) {
    const key = option.group ?? "";
    const list = groups.get(key);
    if (list) list.push(option);
    else groups.set(key, [option]);
  }
  return [...groups];
}

const drawOption = (option: SelectOption) => (
  <option key={option.value} value={option.value} disabled={option.disabled}>
    {option.label}
  </option>
);

export function Select({ options, placeholder, controlSize = "md", className, ...rest }: SelectProps) {
  return (
    <span className={cn("relative inline-flex w-full items-center", className)}>
      <select
        className={cn(
          controlClass,
          "select-drawn appearance-none truncate pr-8 pl-2.5",
          controlSize === "sm" ? "h-7 text-xs" : "h-8",
        )}
        {...rest}
      >
        {placeholder === undefined ? null : (
          <option value="" disabled hidden>
            {placeholder}
          </option>
        )}
        {byGroup(options).map(([group, list]) =>
          group ? (
            <optgroup key={group} label={group}>
              {list.map(drawOption)}
            </optgroup>
          ) : (
            list.map(drawOption)
          ),
        )}
      </select>
      <ChevronDown className="pointer-events-none absolute right-2.5 size-3.5 text-ink-3" />
    </span>
  );
}
