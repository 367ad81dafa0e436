"use client";
// The words of node types in the reader's language: names, fields, handles. Node types are data here, so a word that
// isn't there is null rather than a fault.

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { Handle } from "@/lib/graph/node-type";
import type { GraphNode } from "@/lib/graph/schema";
import type { NodeTemplateView, TemplateFieldView } from "@/lib/workflows/contract";

export interface NodeWords {
  typeName(type: string): string;
  templateName(template: Pick<NodeTemplateView, "type" | "name">): string;
  templateText(template: Pick<NodeTemplateView, "type" | "description">): string;
  category(category: string): string;
  group(group: string): string;
  handle(node: Pick<GraphNode, "type">, handle: Handle): string;
  fieldLabel(type: string, field: Pick<TemplateFieldView, "key" | "label">): string;
  fieldHelp(type: string, field: Pick<TemplateFieldView, "key" | "help">): string | null;
  placeholder(type: string, key: string): string | null;
  option(type: string, key: string, option: string): string;
  column(type: string, key: string, column: string): string | null;
  output(type: string, name: string): string | null;
}

/** Words of node types. */
export function useNodeWords(): NodeWords {
  const t = useTranslations("nodes");
  return useMemo(() => {
    // Keys are put together from data; a key without a word gives null.
    const find = (key: string) => (t.has(key as never) ? String(t(key as never)) : null);
    const field = (type: string, key: string, word: string) => find(`types.${type}.fields.${key}.${word}`);
    const typeName = (type: string) => find(`types.${type}.name`) ?? type;
    return {
      typeName,
      templateName: (template) => template.name ?? typeName(template.type),
      templateText: (template) => template.description ?? find(`types.${template.type}.description`) ?? "",
      category: (category) => find(`categories.${category}`) ?? category,
      group: (group) => find(`groups.${group}`) ?? group,
      handle: (node, handle) =>
        handle.label ?? find(`types.${node.type}.handles.${handle.id}`) ?? find(`handles.${handle.id}`) ?? handle.id,
      fieldLabel: (type, { key, label }) => label ?? field(type, key, "label") ?? key,
      fieldHelp: (type, { key, help }) => help ?? field(type, key, "help"),
      placeholder: (type, key) => field(type, key, "placeholder"),
      option: (type, key, option) => field(type, key, `options.${option}`) ?? option,
      column: (type, key, column) => field(type, key, `columns.${column}`),
      output: (type, name) => find(`types.${type}.outputs.${name}`),
    };
  }, [t]);
}
