"use client";
// What can be done to a node as a whole, beside its settings.

import {
  ChevronsDownUp,
  ChevronsUpDown,
  CircleDot,
  Copy,
  PinOff,
  SquareArrowOutUpLeft,
  SquareArrowRight,
  Trash2,
} from "lucide-react";
import { useTranslations } from "next-intl";
import type { MenuEntry } from "@/components/ui/menu-entries";
import { showToast } from "@/components/ui/toast";
import type { GraphNode } from "@/lib/graph/schema";
import { definitionOf } from "@/lib/nodes/catalogue";
import { useCanvas, useDesigner, useGraph, useTrial } from "./designer-context";
import { collapse, copySelected, open, paste, putNodesInto, removeSelected } from "./graph-actions";
import { containersFor, isContainer } from "./scopes";

/** Containers that are offered at most: more than these nobody looks through in a menu. */
const maxOffered = 8;

export function useNodeMenu(node: GraphNode): MenuEntry[] {
  const t = useTranslations("designer.inspector");
  const canvas = useTranslations("designer.canvas");
  const designer = useDesigner();
  const graph = useGraph((shown) => shown);
  const isStop = useTrial((trial) => trial.breakpoints.includes(node.id));
  const isMocked = useTrial((trial) => Object.hasOwn(trial.mocks, node.id));
  const isCollapsed = useCanvas((state) => state.collapsed.has(node.id));
  const around = graph.nodes.find((one) => one.id === node.parentId);
  const moveTo = (containerId: string | undefined) => {
    const cut = putNodesInto(designer, [node.id], containerId);
    if (!cut) return;
    const action = { label: canvas("undo"), run: () => void designer.draft.undo() };
    showToast({ title: canvas("wiresCut", { count: cut }), id: "wires-cut", action });
  };
  const moves: MenuEntry[] = containersFor(graph, node)
    .slice(0, maxOffered)
    .map(({ id, name }) => ({
      id: `into-${id}`,
      label: t("moveInto", { name }),
      icon: <SquareArrowRight />,
      onSelect: () => moveTo(id),
    }));
  if (around) {
    moves.push({
      id: "out",
      label: t("moveOut", { name: around.name }),
      icon: <SquareArrowOutUpLeft />,
      onSelect: () => moveTo(around.parentId),
    });
  }
  const isNote = definitionOf(node.type)?.role === "note";
  return [
    {
      id: "duplicate",
      label: t("duplicate"),
      icon: <Copy />,
      keys: "mod+d",
      onSelect: () => {
        open(designer, node.id);
        paste(designer, copySelected(designer));
      },
    },
    ...(isContainer(node)
      ? [
          {
            id: "collapse",
            label: t(isCollapsed ? "expand" : "collapse"),
            icon: isCollapsed ? <ChevronsUpDown /> : <ChevronsDownUp />,
            onSelect: () => collapse(designer, node.id, !isCollapsed),
          },
        ]
      : []),
    ...(moves.length > 0 ? [{ kind: "line" as const, id: "moves" }, ...moves] : []),
    ...(isNote
      ? []
      : [
          { kind: "line" as const, id: "tests" },
          {
            id: "breakpoint",
            label: t("breakpoint"),
            icon: <CircleDot />,
            keys: "F9",
            checked: isStop,
            onSelect: () => designer.trial.toggleBreakpoint(node.id),
          },
        ]),
    ...(isMocked
      ? [{ id: "unmock", label: t("unmock"), icon: <PinOff />, onSelect: () => designer.trial.unmock(node.id) }]
      : []),
    { kind: "line", id: "end" },
    {
      id: "remove",
      label: t("remove"),
      icon: <Trash2 />,
      keys: "delete",
      danger: true,
      onSelect: () => {
        open(designer, node.id);
        removeSelected(designer);
      },
    },
  ];
}
