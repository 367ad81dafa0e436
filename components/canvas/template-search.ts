// Finds palette entries by what a person types: by name, type or description. Pure.

import type { NodeTemplateView } from "@/lib/workflows/contract";
import type { NodeWords } from "./use-node-words";

export interface PaletteGroup {
  category: string;
  entries: NodeTemplateView[];
}

/** The entries that fit a text, by category in the order of the palette; those whose name begins with it first. */
export function searchTemplates(
  templates: readonly NodeTemplateView[],
  words: NodeWords,
  text: string,
  fits: (template: NodeTemplateView) => boolean = () => true,
): PaletteGroup[] {
  const wanted = text.trim().toLowerCase();
  const score = (template: NodeTemplateView): number => {
    const name = words.templateName(template).toLowerCase();
    if (wanted === "" || name.startsWith(wanted)) return 0;
    if (name.includes(wanted) || template.code.includes(wanted)) return 1;
    return words.templateText(template).toLowerCase().includes(wanted) ? 2 : 3;
  };
  const found = templates
    .filter(fits)
    .map((template, index) => ({ template, index, score: score(template) }))
    .filter((one) => one.score < 3)
    .sort((a, b) => a.score - b.score || a.index - b.index);
  return [...Map.groupBy(found, ({ template }) => template.category)].map(([category, list]) => ({
    category,
    entries: list.map(({ template }) => template),
  }));
}
