// A button that is only an icon: its label is spoken, and shown as a tooltip with the shortcut.

import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { type TipSide, tip } from "./tip";

export type IconButtonProps = Omit<ComponentProps<"button">, "aria-label"> & {
  label: string;
  children: ReactNode;
  /** The shortcut to show in the tooltip, such as "mod+k". */
  keys?: string | undefined;
  tipSide?: TipSide | undefined;
  size?: "sm" | "md" | "lg" | undefined;
  variant?: "ghost" | "outline" | "primary" | undefined;
};

const sizes = { sm: "size-6 [&_svg.lucide]:size-3.5", md: "size-8", lg: "size-10 rounded-md" };
const variants = {
  ghost:
    "text-ink-3 hover:not-disabled:bg-hover hover:not-disabled:text-ink aria-pressed:bg-accent-soft aria-pressed:text-accent-text aria-expanded:bg-hover aria-expanded:text-ink",
  outline:
    "border border-line bg-raised text-ink-2 shadow-1 hover:not-disabled:border-line-strong hover:not-disabled:text-ink",
  primary: "bg-accent text-accent-ink shadow-1 hover:not-disabled:bg-accent-strong",
};

export function IconButton({
  label,
  keys,
  tipSide,
  size = "md",
  variant = "ghost",
  className,
  children,
  ...rest
}: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      {...tip(label, { keys, side: tipSide })}
      className={cn(
        "hit inline-flex flex-none items-center justify-center rounded-sm transition-colors duration-100 disabled:opacity-45",
        sizes[size],
        variants[variant],
        className,
      )}
      {...rest}
    >
      {children}
    </button>
  );
}
