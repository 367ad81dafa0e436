"use client";
// Views of one thing. Arrow keys move between tabs; a tab that isn't open is not rendered, unless it is kept.

import * as Radix from "radix-ui/tabs";
import type { ReactNode } from "react";
import { cn } from "./cn";

export interface Tab<V extends string> {
  value: V;
  label: ReactNode;
  /** A small count or mark after the label. */
  badge?: ReactNode;
  content: ReactNode;
  /** What is typed into it stays while another tab is looked at. */
  isKept?: boolean;
}

export interface TabsProps<V extends string> {
  label: string;
  tabs: readonly Tab<V>[];
  value?: V;
  defaultValue?: V;
  onValueChange?: (value: V) => void;
  className?: string;
  listClassName?: string;
  contentClassName?: string;
}

export function Tabs<V extends string>(props: TabsProps<V>) {
  const { label, tabs, value, defaultValue, onValueChange, className, listClassName, contentClassName } = props;
  const first = defaultValue ?? tabs[0]?.value;
  return (
    <Radix.Root
      {...(value === undefined ? (first === undefined ? {} : { defaultValue: first }) : { value })}
      onValueChange={(next) => {
        const tab = tabs.find((one) => one.value === next);
        if (tab) onValueChange?.(tab.value);
      }}
      className={cn("flex min-h-0 flex-col", className)}
    >
      <Radix.List
        aria-label={label}
        className={cn(
          "flex flex-none gap-4 overflow-x-auto border-line border-b px-4 [scrollbar-width:none]",
          listClassName,
        )}
      >
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            className="-mx-1.5 -mb-px flex h-9 flex-none items-center gap-1.5 rounded-t-sm border-transparent border-b-2 px-1.5 font-medium text-ink-3 transition-colors hover:text-ink focus-visible:-outline-offset-2 data-[state=active]:border-accent data-[state=active]:text-ink touch:h-11"
          >
            {tab.label}
            {tab.badge}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content
          key={tab.value}
          value={tab.value}
          {...(tab.isKept ? { forceMount: true } : {})}
          className={cn(
            "min-h-0 flex-1 focus-visible:-outline-offset-2 data-[state=inactive]:hidden",
            contentClassName,
          )}
        >
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
