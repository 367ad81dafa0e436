"use client";
// The palette at a place of the canvas: where a wire was let go, or in the middle of one. Offers only what can stand
// there.

import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef, useState } from "react";
import { Glyph } from "@/components/ui/glyph";
import { NamedIcon } from "@/components/ui/icons-by-name";
import { Input } from "@/components/ui/input";
import { floatClass } from "@/components/ui/popover";
import type { Graph } from "@/lib/graph/schema";
import { definitionOf } from "@/lib/nodes/catalogue";
import type { NodeTemplateView } from "@/lib/workflows/contract";
import { useDesigner, useView } from "./designer-context";
import { addNode, scopeOf } from "./graph-actions";
import { nodeWidth } from "./make-room";
import { threadOfCategory } from "./node-kinds";
import { fitsScope } from "./scopes";
import { searchTemplates } from "./template-search";
import { useNodeWords } from "./use-node-words";
import type { AddRequest } from "./view-store";

export function AddMenu() {
  const request = useView((view) => view.adding);
  return request ? <Menu key={`${request.at.x} ${request.at.y}`} request={request} /> : null;
}

/** Whether an entry can stand where it is asked for. */
function fitsRequest(graph: Graph, template: NodeTemplateView, request: AddRequest): boolean {
  const definition = definitionOf(template.type);
  if (!definition || !fitsScope(template.type, graph, scopeOf(graph, request))) return false;
  const isBetween = request.edgeId !== undefined;
  const needsIn = isBetween || request.from?.kind === "source";
  const needsOut = isBetween || request.from?.kind === "target";
  const isNoWayOut = !["start", undefined].includes(definition.role);
  const isNoWayIn = definition.role === "start" || definition.role === "note";
  return !(needsIn && isNoWayIn) && !(needsOut && isNoWayOut);
}

function Menu({ request }: { request: AddRequest }) {
  const t = useTranslations("designer.palette");
  const designer = useDesigner();
  const words = useNodeWords();
  const box = useRef<HTMLDivElement>(null);
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const groups = useMemo(() => {
    const { graph } = designer.draft.store.getState();
    return searchTemplates(designer.kinds.templates, words, text, (one) => fitsRequest(graph, one, request));
  }, [designer, words, text, request]);
  const entries = groups.flatMap((group) => group.entries);
  const close = () => designer.view.setState({ adding: null });
  const add = (template: NodeTemplateView) => {
    // The new node's knot comes to lie where the wire was let go.
    const isLeft = request.from?.kind === "target";
    const x =
      request.edgeId !== undefined ? request.at.x - nodeWidth / 2 : isLeft ? request.at.x - nodeWidth : request.at.x;
    const y = request.at.y - 48;
    addNode(designer, template, words.templateName(template), { ...request, at: { x, y } });
    close();
  };
  useEffect(() => {
    box.current?.querySelector("input")?.focus();
    const onPointerDown = (event: PointerEvent) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) {
        designer.view.setState({ adding: null });
      }
    };
    document.addEventListener("pointerdown", onPointerDown, true);
    return () => document.removeEventListener("pointerdown", onPointerDown, true);
  }, [designer]);
  const left = Math.min(request.screen.x, window.innerWidth - 252);
  const top = Math.min(request.screen.y, window.innerHeight - 340);
  return (
    <div
      ref={box}
      role="dialog"
      aria-label={t("add")}
      style={{ left, top }}
      className={`${floatClass} fixed flex max-h-80 w-60 animate-pop flex-col p-1.5`}
    >
      <Input
        role="combobox"
        aria-expanded="true"
        aria-controls="add-menu-list"
        aria-activedescendant={entries[at] ? `add-${entries[at].code}` : undefined}
        aria-label={t("add")}
        placeholder={t("add")}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          const chosen = entries[at];
          if (event.key === "ArrowDown") setAt(Math.min(at + 1, entries.length - 1));
          else if (event.key === "ArrowUp") setAt(Math.max(at - 1, 0));
          else if (event.key === "Enter" && chosen && !event.nativeEvent.isComposing) add(chosen);
          else if (event.key === "Escape") close();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <div id="add-menu-list" role="listbox" aria-label={t("title")} className="mt-1.5 min-h-0 flex-1 overflow-y-auto">
        {entries.map((template, index) => (
          <div
            key={template.code}
            id={`add-${template.code}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onPointerEnter={() => setAt(index)}
            onClick={() => add(template)}
            onKeyDown={(event) => event.key === "Enter" && add(template)}
            className="flex h-[30px] cursor-pointer items-center gap-2.5 rounded-sm px-2 aria-selected:bg-hover touch:h-11"
          >
            <Glyph thread={threadOfCategory(template.category)}>
              <NamedIcon name={template.icon} />
            </Glyph>
            <span className="truncate">{words.templateName(template)}</span>
          </div>
        ))}
        {entries.length === 0 ? (
          <p className="px-2 py-4 text-center text-ink-3 text-xs">{t("nothing", { text })}</p>
        ) : null}
      </div>
    </div>
  );
}
