"use client";
// Buttons. A page has one primary button; everything else is secondary or ghost.

import type { ComponentProps, MouseEvent, ReactNode } from "react";
import { type ButtonLook, buttonClass } from "./button-look";
import { cn } from "./cn";
import { Spinner } from "./spinner";

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
