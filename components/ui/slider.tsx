"use client";
// A number within bounds, drawn as a thread filled up to its knot. The browser's own range input.

import { type ComponentProps, type CSSProperties, useState } from "react";
import { cn } from "./cn";

export type SliderProps = Omit<ComponentProps<"input">, "type" | "value" | "defaultValue" | "min" | "max"> & {
  min: number;
  max: number;
  value?: number;
  defaultValue?: number;
  onValueChange?: (value: number) => void;
};

export function Slider({ min, max, value, defaultValue, onValueChange, onChange, className, ...rest }: SliderProps) {
  const [own, setOwn] = useState(defaultValue ?? min);
  const current = value ?? own;
  const filled = max > min ? ((Math.min(Math.max(current, min), max) - min) / (max - min)) * 100 : 0;
  return (
    <input
      type="range"
      min={min}
      max={max}
      value={current}
      style={{ "--filled": `${filled}%` } as CSSProperties}
      onChange={(event) => {
        const next = event.currentTarget.valueAsNumber;
        setOwn(next);
        onValueChange?.(next);
        onChange?.(event);
      }}
      className={cn("slider h-8 w-full touch:h-11", className)}
      {...rest}
    />
  );
}
