"use client";
// Listens for the palette's shortcut and for those of registered commands, and loads the palette when it is first
// opened.

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { isShortcut } from "../ui/keys";
import { useApple } from "../ui/platform";
import { onOpenPalette, pageCommands } from "./commands";
import type { StudioFrame } from "./studio-frame";

const CommandPalette = dynamic(() => import("./command-palette").then((module) => module.CommandPalette), {
  ssr: false,
});

type CommandHostProps = Pick<StudioFrame, "workspace" | "sections" | "settingsPages">;

function isElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest("input, textarea, select, [role=dialog], [role=menu]") !== null;
}

export function CommandHost({ workspace, sections, settingsPages }: CommandHostProps) {
  const apple = useApple();
  const [open, setOpen] = useState(false);
  const [loaded, setLoaded] = useState(false);

  useEffect(
    () =>
      onOpenPalette(() => {
        setLoaded(true);
        setOpen(true);
      }),
    [],
  );

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      if (isShortcut(event, "mod+k", apple)) {
        event.preventDefault();
        setLoaded(true);
        setOpen((was) => !was);
        return;
      }
      const command = pageCommands().find((one) => one.keys && isShortcut(event, one.keys, apple));
      // A letter alone belongs to whatever is being written or answered.
      if (command?.keys && !command.keys.includes("+") && isElsewhere(event.target)) return;
      if (!command) return;
      event.preventDefault();
      command.run();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [apple]);

  return loaded ? (
    <CommandPalette
      open={open}
      onOpenChange={setOpen}
      workspaceSlug={workspace.slug}
      {...(sections ? { sections } : {})}
      {...(settingsPages ? { settingsPages } : {})}
    />
  ) : null;
}
