// A choice between two to five short words, all visible: views, modes, a theme.

import type { ReactNode } from "react";
import { cn } from "./cn";
import { tip } from "./tip";

export interface Segment<V extends string> {
  value: V;
  label: string;
  icon?: ReactNode;
  /** Shows the icon alone; the label is spoken and is the tooltip. */
  iconOnly?: boolean;
}

export interface SegmentedProps<V extends string> {
  legend: string;
  name: string;
  segments: readonly Segment<V>[];
  value: V;
  onValueChange: (value: V) => void;
  className?: string;
}

export function Segmented<V extends string>({
  legend,
  name,
  segments,
  value,
  onValueChange,
  className,
}: SegmentedProps<V>) {
  return (
    <div
      role="radiogroup"
      aria-label={legend}
      className={cn("inline-flex h-8 rounded-md bg-sunken p-0.5 touch:h-11", className)}
    >
      {segments.map((segment) => (
        <label
          key={segment.value}
          {...(segment.iconOnly ? tip(segment.label) : {})}
          className="flex flex-1 items-center justify-center gap-1.5 whitespace-nowrap rounded-sm px-2.5 font-medium text-ink-2 text-xs transition-colors hover:text-ink has-checked:bg-raised has-checked:text-ink has-checked:shadow-1 has-focus-visible:outline-2 has-focus-visible:outline-focus [&_svg.lucide]:size-3.5"
        >
          <input
            type="radio"
            name={name}
            value={segment.value}
            checked={segment.value === value}
            onChange={() => onValueChange(segment.value)}
            className="sr-only"
          />
          {segment.icon}
          <span className={cn(segment.iconOnly && "sr-only")}>{segment.label}</span>
        </label>
      ))}
    </div>
  );
}
