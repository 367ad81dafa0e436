"use client";
// Looks into one node: its settings, what goes in and out, what happens on errors, how it went last.

import { Ellipsis, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { DropdownMenu } from "@/components/ui/dropdown-menu";
import { Glyph } from "@/components/ui/glyph";
import { IconButton } from "@/components/ui/icon-button";
import { NamedIcon } from "@/components/ui/icons-by-name";
import { Tabs } from "@/components/ui/tabs";
import type { GraphNode } from "@/lib/graph/schema";
import { definitionOf } from "@/lib/nodes/catalogue";
import { useDesigner, useProblems, useReadOnly, useView } from "./designer-context";
import { NodeErrors } from "./node-errors";
import { NodeFields } from "./node-fields";
import { threadOfType } from "./node-kinds";
import { NodeLastRun } from "./node-last-run";
import { NodeSchema } from "./node-schema";
import { useNodeMenu } from "./use-node-menu";
import { useNodeWords } from "./use-node-words";
import type { InspectorTab } from "./view-store";

export default function Inspector({ node }: { node: GraphNode }) {
  const t = useTranslations("designer.inspector");
  const designer = useDesigner();
  const words = useNodeWords();
  const readOnly = useReadOnly();
  const tab = useView((view) => view.tab);
  const count = useProblems((state) => state.byNode.get(node.id)?.length ?? 0);
  const definition = definitionOf(node.type);
  const template = designer.kinds.templateOf(node);
  const isNote = definition?.role === "note";
  const entries = useNodeMenu(node);
  const close = () => designer.view.setState({ opened: null });
  const tabs = [
    {
      value: "settings" as const,
      label: t("settings"),
      badge: count > 0 ? <Badge tone="bad">{count}</Badge> : null,
      content: <NodeFields node={node} />,
    },
    ...(isNote
      ? []
      : [
          { value: "schema" as const, label: t("schema"), content: <NodeSchema node={node} /> },
          ...(definition?.role === undefined
            ? [{ value: "errors" as const, label: t("errors"), content: <NodeErrors node={node} /> }]
            : []),
          { value: "lastRun" as const, label: t("lastRun"), content: <NodeLastRun nodeId={node.id} /> },
        ]),
  ];
  const shown: InspectorTab = tabs.some((one) => one.value === tab) ? tab : "settings";
  return (
    <>
      <div className="flex items-center gap-2.5 px-4 pt-3.5 pb-1.5">
        <Glyph thread={threadOfType(node.type)} size="md">
          <NamedIcon name={designer.kinds.iconOf(node)} />
        </Glyph>
        <div className="min-w-0 flex-1">
          <NodeName key={node.name} node={node} readOnly={readOnly} />
          <p className="truncate px-1 text-ink-3 text-xs">
            {template ? words.templateName(template) : node.type} · <code className="font-mono">{node.id}</code>
          </p>
        </div>
        {readOnly ? null : (
          <DropdownMenu
            trigger={
              <IconButton label={t("more")} size="sm">
                <Ellipsis />
              </IconButton>
            }
            entries={entries}
          />
        )}
        <IconButton label={t("close")} size="sm" onClick={close}>
          <X />
        </IconButton>
      </div>
      <Tabs
        label={t("tabs")}
        tabs={tabs}
        value={shown}
        onValueChange={(next) => designer.view.setState({ tab: next })}
        className="min-h-0 flex-1"
        listClassName="gap-3.5"
        contentClassName="overflow-y-auto p-4"
      />
    </>
  );
}

function NodeName({ node, readOnly }: { node: GraphNode; readOnly: boolean }) {
  const t = useTranslations("designer.inspector");
  const designer = useDesigner();
  const [name, setName] = useState(node.name);
  const store = () => {
    const next = name.trim();
    if (next === "") setName(node.name);
    else if (next !== node.name) designer.edit([{ type: "update", id: node.id, set: { name: next } }]);
  };
  return (
    <input
      aria-label={t("name")}
      value={name}
      maxLength={200}
      readOnly={readOnly}
      onChange={(event) => setName(event.target.value)}
      onBlur={store}
      onKeyDown={(event) => {
        if (event.key === "Enter" && !event.nativeEvent.isComposing) event.currentTarget.blur();
        if (event.key === "Escape") setName(node.name);
      }}
      className="w-full truncate rounded-sm bg-transparent px-1 font-semibold text-base outline-none hover:not-read-only:bg-hover focus:bg-sunken focus-visible:ring-2 focus-visible:ring-focus/40"
    />
  );
}
