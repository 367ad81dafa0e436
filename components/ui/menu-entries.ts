// What a menu offers, as data: the same entries make a dropdown menu, a context menu and commands.

import type { ReactNode } from "react";

export interface MenuAction {
  kind?: "action";
  id: string;
  label: string;
  icon?: ReactNode;
  keys?: string;
  danger?: boolean;
  disabled?: boolean;
  /** A tick before the label, for what is on. */
  checked?: boolean;
  onSelect: () => void;
}

export interface MenuLink {
  kind: "link";
  id: string;
  label: string;
  icon?: ReactNode;
  href: string;
}

export type MenuEntry =
  | MenuAction
  | MenuLink
  | { kind: "line"; id: string }
  | { kind: "label"; id: string; label: string };

export const menuItemClass =
  "flex min-h-[30px] w-full select-none items-center gap-2.5 rounded-sm px-2 py-1 text-ink outline-none data-[disabled]:opacity-45 data-[highlighted]:bg-hover touch:min-h-11 [&_svg.lucide]:size-[15px] [&_svg.lucide]:text-ink-3";
export const menuDangerClass = "text-bad-ink [&_svg.lucide]:text-bad-ink";
export const menuLineClass = "mx-2 my-1 h-px bg-line";
export const menuLabelClass = "px-2 pt-1.5 pb-0.5 font-medium text-2xs text-ink-3";
