// What a menu offers, as data: the same entries make a dropdown menu and a context menu. Drawn with the parts of
// whichever menu it is, since each has its own keyboard.

import { Check } from "lucide-react";
import Link from "next/link";
import type { ComponentType, ReactNode } from "react";
import { cn } from "./cn";
import { Kbd } from "./kbd";

export interface MenuAction {
  kind?: "action";
  id: string;
  label: string;
  icon?: ReactNode;
  keys?: string;
  danger?: boolean;
  disabled?: boolean;
  /** A tick behind the label, for what is on. */
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

interface ItemProps {
  className?: string;
  asChild?: boolean;
  disabled?: boolean;
  onSelect?: () => void;
  children?: ReactNode;
}

/** The parts that both of Radix's menus have, by the names they share. */
export interface MenuParts {
  Item: ComponentType<ItemProps>;
  CheckboxItem: ComponentType<ItemProps & { checked?: boolean }>;
  ItemIndicator: ComponentType<{ children?: ReactNode }>;
  Separator: ComponentType<{ className?: string }>;
  Label: ComponentType<{ className?: string; children?: ReactNode }>;
}

const itemClass =
  "flex min-h-[30px] w-full select-none items-center gap-2.5 rounded-sm px-2 py-1 text-ink outline-none data-[disabled]:opacity-45 data-[highlighted]:bg-hover touch:min-h-11 [&_svg.lucide]:size-[15px] [&_svg.lucide]:text-ink-3";
const dangerClass = "text-bad-ink [&_svg.lucide]:text-bad-ink";

function Action({ entry, parts }: { entry: MenuAction; parts: MenuParts }) {
  const shared = {
    className: cn(itemClass, entry.danger && dangerClass),
    disabled: entry.disabled ?? false,
    onSelect: entry.onSelect,
  };
  const words = (
    <>
      {entry.icon}
      <span className="flex-1">{entry.label}</span>
      {entry.keys ? <Kbd keys={entry.keys} /> : null}
    </>
  );
  if (entry.checked === undefined) return <parts.Item {...shared}>{words}</parts.Item>;
  return (
    <parts.CheckboxItem {...shared} checked={entry.checked}>
      {words}
      <span className="flex w-4">
        <parts.ItemIndicator>
          <Check />
        </parts.ItemIndicator>
      </span>
    </parts.CheckboxItem>
  );
}

export function MenuEntries({ entries, parts }: { entries: readonly MenuEntry[]; parts: MenuParts }) {
  return entries.map((entry) => {
    if (entry.kind === "line") return <parts.Separator key={entry.id} className="mx-2 my-1 h-px bg-line" />;
    if (entry.kind === "label") {
      return (
        <parts.Label key={entry.id} className="px-2 pt-1.5 pb-0.5 font-medium text-2xs text-ink-3">
          {entry.label}
        </parts.Label>
      );
    }
    if (entry.kind === "link") {
      return (
        <parts.Item key={entry.id} asChild className={itemClass}>
          <Link href={entry.href}>
            {entry.icon}
            {entry.label}
          </Link>
        </parts.Item>
      );
    }
    return <Action key={entry.id} entry={entry} parts={parts} />;
  });
}
