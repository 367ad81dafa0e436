"use client";
// Text of several lines that grows with what is written, up to `maxRows`.

import { type ComponentProps, useEffect, useRef } from "react";
import { cn } from "./cn";
import { controlClass } from "./input";

export type TextareaProps = ComponentProps<"textarea"> & { maxRows?: number; mono?: boolean };

/** Sizes the field to its text where the browser can't do that by itself. */
function growToFit(field: HTMLTextAreaElement) {
  if (CSS.supports("field-sizing", "content")) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
}

export function Textarea({ maxRows = 12, rows = 3, mono, className, style, onInput, ref, ...rest }: TextareaProps) {
  const own = useRef<HTMLTextAreaElement>(null);
  // Each time: a controlled value may have been replaced from outside, such as cleared after sending.
  useEffect(() => {
    if (own.current) growToFit(own.current);
  });
  return (
    <textarea
      ref={(field) => {
        own.current = field;
        if (typeof ref === "function") return ref(field);
        if (ref) ref.current = field;
      }}
      rows={rows}
      className={cn(
        controlClass,
        "field-sizing-content block resize-none px-2.5 read-only:bg-sunken py-1.5 leading-5.5",
        mono && "font-mono text-xs",
        className,
      )}
      style={{
        minHeight: `calc(${rows} * 1.375rem + 14px)`,
        maxHeight: `calc(${maxRows} * 1.375rem + 14px)`,
        ...style,
      }}
      onInput={(event) => {
        growToFit(event.currentTarget);
        onInput?.(event);
      }}
      {...rest}
    />
  );
}
