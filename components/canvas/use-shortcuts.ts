"use client";
// The keyboard of the designer. Keys that belong to a field, a dialog or a menu stay theirs.

import { useReactFlow } from "@xyflow/react";
import { useEffect } from "react";
import { isShortcut } from "@/components/ui/keys";
import { useApple } from "@/components/ui/platform";
import type { Clipping } from "@/lib/graph/copy-nodes";
import { readClipping, writeClipping } from "./clipboard";
import { useDesigner, useReadOnly } from "./designer-context";
import { fitOptions, openSides } from "./fit-view";
import { copySelected, open, paste, removeSelected, selectAll, storePlaces } from "./graph-actions";
import { growNode } from "./resize-node";

/** The node or the wire the focus is on; wires are drawn, so they are no HTML elements. */
function focusedPart(target: EventTarget | null): { kind: "node" | "edge"; id: string } | null {
  if (!(target instanceof Element)) return null;
  const id = target.getAttribute("data-id");
  if (id === null) return null;
  if (target.classList.contains("react-flow__node")) return { kind: "node", id };
  return target.classList.contains("react-flow__edge") ? { kind: "edge", id } : null;
}

const growth: Record<string, { x: number; y: number }> = {
  "alt+shift+arrowright": { x: 16, y: 0 },
  "alt+shift+arrowleft": { x: -16, y: 0 },
  "alt+shift+arrowdown": { x: 0, y: 16 },
  "alt+shift+arrowup": { x: 0, y: -16 },
};

/** Whether a key press or a clipboard event belongs to something else than the canvas. */
function isElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest("input, textarea, select, [role=dialog], [role=menu]") !== null;
}

export function useShortcuts(): void {
  const designer = useDesigner();
  const readOnly = useReadOnly();
  const apple = useApple();
  const flow = useReactFlow();

  useEffect(() => {
    const { draft, view, canvas } = designer;
    // What shows the focus is what is meant, where it is not part of what is selected. A focus left behind by the
    // pointer is not shown.
    const removeMeant = () => {
      const focused = document.activeElement;
      const part = focused?.matches(":focus-visible") ? focusedPart(focused) : null;
      const { selectedNodes, selectedEdges } = canvas.store.getState();
      if (part?.kind === "node" && !selectedNodes.includes(part.id)) canvas.select([part.id]);
      if (part?.kind === "edge" && !selectedEdges.includes(part.id)) canvas.select([], [part.id]);
      removeSelected(designer);
    };
    /** Pastes, and goes to where that came to lie if it can't be seen. */
    const putDown = (clipping: Clipping) => {
      const box = paste(designer, clipping);
      const frame = document.querySelector(".react-flow")?.getBoundingClientRect();
      if (!box || !frame) return;
      const { x, y, zoom } = flow.getViewport();
      const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      const [left, top] = [middle.x * zoom + x, middle.y * zoom + y];
      if (left > 240 && left < frame.width - 40 && top > 20 && top < frame.height - 40) return;
      const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
      void flow.setCenter(middle.x, middle.y, { zoom, duration: isStill ? 0 : 160 });
    };
    /** Stops tests before what has the focus, or before what is selected. */
    const toggleStops = () => {
      const part = focusedPart(document.activeElement);
      const meant = part?.kind === "node" ? [part.id] : canvas.store.getState().selectedNodes;
      for (const id of meant) designer.trial.toggleBreakpoint(id);
    };
    const undo = () => {
      // A move by keys that is not stored yet is what came last.
      storePlaces(designer);
      draft.undo();
    };
    const actions: [keys: string, run: () => void, edits: boolean][] = [
      ["mod+z", undo, true],
      ["mod+shift+z", () => draft.redo(), true],
      ["mod+y", () => draft.redo(), true],
      ["mod+a", () => selectAll(designer), false],
      ["mod+d", () => putDown(copySelected(designer)), true],
      ["delete", removeMeant, true],
      ["backspace", removeMeant, true],
      ["f9", toggleStops, true],
      ["mod+1", () => void flow.fitView({ ...fitOptions(openSides(designer)), duration: 160 }), false],
      ["/", () => openPaletteSearch(), true],
      [
        "escape",
        () => {
          if (view.getState().adding) view.setState({ adding: null });
          else if (view.getState().opened) view.setState({ opened: null });
          else canvas.select([]);
        },
        false,
      ],
    ];
    const openPaletteSearch = () => {
      view.setState({ paletteOpen: true });
      requestAnimationFrame(() => document.querySelector<HTMLElement>("[data-palette-search]")?.focus());
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      if (isElsewhere(event.target)) return;
      const part = focusedPart(event.target);
      if (event.key === "Enter" && part?.kind === "node") {
        open(designer, part.id);
        return;
      }
      const action = actions.find(([keys]) => isShortcut(event, keys, apple));
      if (!action || (action[2] && readOnly)) return;
      event.preventDefault();
      action[1]();
    };
    // Heard before the editors of texts, which would begin a new line.
    const onTestKey = (event: KeyboardEvent) => {
      if (!isShortcut(event, "mod+enter", apple) || !designer.may.run || view.getState().version !== null) return;
      event.preventDefault();
      event.stopPropagation();
      view.setState({ panel: "test" });
    };
    // Heard before the canvas, which moves a node at every arrow key.
    const onGrowKey = (event: KeyboardEvent) => {
      const keys = Object.keys(growth).find((one) => isShortcut(event, one, apple));
      const by = keys === undefined ? undefined : growth[keys];
      const part = focusedPart(event.target);
      if (!by || readOnly || part?.kind !== "node" || !growNode(designer, part.id, by)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    const onCopy = (event: ClipboardEvent) => {
      if (isElsewhere(event.target) || !getSelection()?.isCollapsed) return;
      const clipping = copySelected(designer);
      if (clipping.nodes.length === 0) return;
      event.clipboardData?.setData("text/plain", writeClipping(clipping));
      event.preventDefault();
      if (event.type === "cut" && !readOnly) removeSelected(designer);
    };
    const onPaste = (event: ClipboardEvent) => {
      if (isElsewhere(event.target) || readOnly) return;
      const clipping = readClipping(event.clipboardData?.getData("text/plain") ?? "");
      if (!clipping) return;
      event.preventDefault();
      putDown(clipping);
    };
    document.addEventListener("keydown", onKeyDown);
    document.addEventListener("keydown", onTestKey, true);
    document.addEventListener("keydown", onGrowKey, true);
    document.addEventListener("copy", onCopy);
    document.addEventListener("cut", onCopy);
    document.addEventListener("paste", onPaste);
    return () => {
      document.removeEventListener("keydown", onKeyDown);
      document.removeEventListener("keydown", onTestKey, true);
      document.removeEventListener("keydown", onGrowKey, true);
      document.removeEventListener("copy", onCopy);
      document.removeEventListener("cut", onCopy);
      document.removeEventListener("paste", onPaste);
    };
  }, [apple, designer, flow, readOnly]);
}
