"use client";
// What the command palette can do. A page registers its own commands while it is shown; the palette asks for the list
// when it opens, so registering costs nothing until then.

import { useEffect } from "react";

export interface Command {
  id: string;
  title: string;
  /** More words that find it. */
  keywords?: string[];
  /** The shortcut that also runs it while the page is shown, such as "mod+enter". */
  keys?: string;
  icon?: React.ReactNode;
  run: () => void;
}

const registered = new Set<readonly Command[]>();
let open: (() => void) | undefined;

/** Commands of the pages that are shown now. */
export function pageCommands(): Command[] {
  return [...registered].flat();
}

/** Adds commands; returns how to take them away. */
export function addCommands(commands: readonly Command[]): () => void {
  registered.add(commands);
  return () => registered.delete(commands);
}

/** Offers commands in the palette while the calling component is shown. Keep the list stable between renders. */
export function useCommands(commands: readonly Command[]): void {
  useEffect(() => {
    const remove = addCommands(commands);
    return () => {
      remove();
    };
  }, [commands]);
}

/** Opens the palette. */
export function openPalette(): void {
  open?.();
}

/** The palette says here how it is opened. */
export function onOpenPalette(callback: () => void): () => void {
  open = callback;
  return () => {
    if (open === callback) open = undefined;
  };
}
