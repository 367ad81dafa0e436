// Someone or something with a name: a picture, or letters on a hue made from the name. Round for people, square for
// agents and workspaces. Decorative where the name stands beside it, which is nearly always.

import type { CSSProperties } from "react";
import { cn } from "./cn";
import { hueOf, initialsOf } from "./name-hue";

export interface AvatarProps {
  name: string;
  src?: string | null | undefined;
  /** An emoji or a letter chosen instead of the initials. */
  mark?: string | null | undefined;
  shape?: "round" | "square";
  size?: "xs" | "sm" | "md" | "lg" | "xl";
  /** Read out the name, where it is not written beside. */
  labelled?: boolean;
  className?: string;
}

const sizes = {
  xs: "size-5 text-[0.5625rem]",
  sm: "size-6 text-[0.625rem]",
  md: "size-8 text-xs",
  lg: "size-10 text-base",
  xl: "size-14 text-xl",
};
const corners = { xs: "rounded-[5px]", sm: "rounded-sm", md: "rounded-md", lg: "rounded-lg", xl: "rounded-xl" };

export function Avatar({ name, src, mark, shape = "round", size = "sm", labelled, className }: AvatarProps) {
  const look = cn(
    "inline-flex flex-none select-none items-center justify-center overflow-hidden font-semibold leading-none",
    sizes[size],
    shape === "round" ? "rounded-full" : corners[size],
    className,
  );
  if (src) {
    // biome-ignore lint/performance/noImgElement: small pictures from our own storage; an image optimiser would only add a hop
    return <img src={src} alt={labelled ? name : ""} className={cn(look, "object-cover")} loading="lazy" />;
  }
  return (
    <span
      {...(labelled ? { role: "img", "aria-label": name } : { "aria-hidden": true })}
      className={cn(look, "bg-name text-thread-on")}
      style={{ "--hue": hueOf(name) } as CSSProperties}
    >
      {mark || initialsOf(name)}
    </span>
  );
}
