// How a button looks, for what is a button and for links that look like one.

import { cva, type VariantProps } from "class-variance-authority";

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
