"use client";
// The palette: everything that can be put on the canvas, found by typing, dragged out or added with a press.

import { PanelLeftClose, PanelLeftOpen, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { Glyph } from "@/components/ui/glyph";
import { IconButton } from "@/components/ui/icon-button";
import { NamedIcon } from "@/components/ui/icons-by-name";
import { Input } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import type { NodeTemplateView } from "@/lib/workflows/contract";
import { useDesigner, useView } from "./designer-context";
import { appendNode } from "./graph-actions";
import { threadOfCategory } from "./node-kinds";
import { searchTemplates } from "./template-search";
import { useNodeWords } from "./use-node-words";

export const templateMime = "application/x-weft-template";

export function Palette() {
  const t = useTranslations("designer.palette");
  const designer = useDesigner();
  const words = useNodeWords();
  const isOpen = useView((view) => view.paletteOpen);
  const [text, setText] = useState("");
  const list = useRef<HTMLDivElement>(null);
  const groups = useMemo(
    () => searchTemplates(designer.kinds.templates, words, text),
    [designer.kinds.templates, words, text],
  );
  const add = (template: NodeTemplateView) => {
    appendNode(designer, template, words.templateName(template));
    setText("");
  };
  const toggle = () => designer.view.setState({ paletteOpen: !isOpen });

  const entriesOf = () => [...(list.current?.querySelectorAll<HTMLButtonElement>("[data-entry]") ?? [])];
  const onKeyDown = (event: KeyboardEvent) => {
    const entries = entriesOf();
    const at = entries.findIndex((entry) => entry.matches(":focus"));
    if (event.key === "ArrowDown") entries[at + 1]?.focus();
    else if (event.key === "ArrowUp") (at > 0 ? entries[at - 1] : list.current?.querySelector("input"))?.focus();
    else if (event.key === "Enter" && at < 0 && !event.nativeEvent.isComposing) {
      const first = groups[0]?.entries[0];
      if (first) add(first);
    } else if (event.key === "Escape") {
      setText("");
      document.querySelector<HTMLElement>(".react-flow")?.focus();
    } else return;
    event.preventDefault();
  };

  if (!isOpen) {
    return (
      <div className="pointer-events-auto self-start rounded-lg border border-line bg-surface p-1 shadow-2">
        <IconButton label={t("open")} tipSide="right" onClick={toggle}>
          <PanelLeftOpen />
        </IconButton>
      </div>
    );
  }
  return (
    <section
      ref={list}
      aria-label={t("title")}
      className="pointer-events-auto flex max-h-full w-53 flex-col overflow-hidden rounded-xl border border-line bg-surface shadow-2"
    >
      <div className="flex items-center gap-1 p-2.5 pb-1.5">
        <Input
          type="search"
          data-palette-search=""
          aria-label={t("add")}
          placeholder={t("add")}
          start={<Search className="size-3.5" />}
          end={text === "" ? <Kbd keys="/" /> : undefined}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <IconButton label={t("close")} tipSide="right" size="sm" onClick={toggle}>
          <PanelLeftClose />
        </IconButton>
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move between the buttons inside */}
      <div className="min-h-0 flex-1 overflow-y-auto px-2.5 pb-2.5" onKeyDown={onKeyDown}>
        {groups.map((group) => (
          <fieldset key={group.category}>
            <legend className="px-2 pt-2.5 pb-1 font-medium text-ink-3 text-xs">
              {words.category(group.category)}
            </legend>
            {group.entries.map((template) => (
              <Entry key={template.code} template={template} onAdd={() => add(template)} />
            ))}
          </fieldset>
        ))}
        {groups.length === 0 ? (
          <p className="px-2 py-6 text-center text-ink-3 text-xs">{t("nothing", { text })}</p>
        ) : null}
      </div>
    </section>
  );
}

function Entry({ template, onAdd }: { template: NodeTemplateView; onAdd: () => void }) {
  const words = useNodeWords();
  return (
    <button
      type="button"
      data-entry=""
      draggable
      title={words.templateText(template)}
      onDragStart={(event) => {
        event.dataTransfer.setData(templateMime, template.code);
        event.dataTransfer.effectAllowed = "copy";
      }}
      onClick={onAdd}
      className="flex h-[30px] w-full cursor-grab items-center gap-2.5 rounded-md px-2 text-left transition-colors hover:bg-hover focus-visible:-outline-offset-2 active:cursor-grabbing touch:h-11"
    >
      <Glyph thread={threadOfCategory(template.category)}>
        <NamedIcon name={template.icon} />
      </Glyph>
      <span className="min-w-0 truncate">{words.templateName(template)}</span>
    </button>
  );
}
