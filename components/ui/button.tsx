// Buttons. A page has one primary button; everything else is secondary or ghost.

import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps, MouseEvent, ReactNode } from "react";
import { cn } from "./cn";
import { Spinner } from "./spinner";

export const buttonClass = cva(
  "inline-flex flex-none select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-sm border font-medium text-sm transition-colors duration-100 disabled:opacity-50 aria-disabled:opacity-60 touch:min-h-11 [&_svg.lucide]:size-[15px]",
  {
    variants: {
      variant: {
        primary:
          "border-transparent bg-accent text-accent-ink shadow-1 hover:not-disabled:bg-accent-strong active:not-disabled:bg-accent-strong",
        secondary:
          "border-line bg-raised text-ink shadow-1 hover:not-disabled:border-line-strong hover:not-disabled:bg-hover",
        ghost:
          "border-transparent text-ink-2 hover:not-disabled:bg-hover hover:not-disabled:text-ink aria-expanded:bg-hover",
        danger:
          "border-transparent bg-bad-fill text-thread-on shadow-1 hover:not-disabled:bg-[color-mix(in_oklab,var(--bad-fill)_88%,var(--ink))]",
      },
      size: {
        sm: "h-7 px-2.5 text-xs",
        md: "h-8 px-3",
        lg: "h-10 rounded-md px-4 text-base",
      },
    },
    defaultVariants: { variant: "secondary", size: "md" },
  },
);

export type ButtonLook = VariantProps<typeof buttonClass>;

export type ButtonProps = ComponentProps<"button"> &
  ButtonLook & {
    /** Shows that the work is under way: the button keeps its focus and ignores clicks. */
    loading?: boolean | undefined;
    icon?: ReactNode;
  };

function ignore(event: MouseEvent) {
  event.preventDefault();
  event.stopPropagation();
}

export function Button({ variant, size, loading, icon, className, children, onClick, type, ...rest }: ButtonProps) {
  // What a button of a dialog or a form does is never meant twice, and the second click of a double one comes before
  // anything tells that the work is under way.
  const isDeed = type === "submit" || variant === "primary" || variant === "danger";
  const click = isDeed
    ? (event: MouseEvent<HTMLButtonElement>) => (event.detail > 1 ? ignore : onClick)?.(event)
    : onClick;
  return (
    <button
      type={type ?? "button"}
      className={cn(buttonClass({ variant, size }), className)}
      {...rest}
      {...(loading ? { "aria-busy": true, "aria-disabled": true, onClick: ignore } : click ? { onClick: click } : {})}
    >
      {loading ? <Spinner className="size-[15px]" /> : icon}
      {children}
    </button>
  );
}
