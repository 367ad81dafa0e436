// Draws the variables of a prompt's text as chips and underlines what is wrong with its braces, while all of it stays
// text that is edited.

import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate } from "@uiw/react-codemirror";
import { readOnce } from "./read-once";

const chip = Decoration.mark({ class: "prompt-variable", attributes: { "data-thread": "tool" } });
const error = Decoration.mark({ class: "prompt-problem prompt-problem-error" });
const warning = Decoration.mark({ class: "prompt-problem" });

function decorate(view: EditorView): DecorationSet {
  const { parts, problems } = readOnce(view.state.doc.toString());
  const from = view.visibleRanges[0]?.from ?? 0;
  const to = view.visibleRanges.at(-1)?.to ?? 0;
  const isSeen = (at: number, length: number) => length > 0 && at + length >= from && at <= to;
  const chips = parts.flatMap((part) =>
    "name" in part && isSeen(part.at, part.length) ? [chip.range(part.at, part.at + part.length)] : [],
  );
  const marks = problems.flatMap(({ at, length, severity }) =>
    isSeen(at, length) ? [(severity === "error" ? error : warning).range(at, at + length)] : [],
  );
  return Decoration.set([...chips, ...marks], true);
}

/** The extension that draws them. */
export const markVariables = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = decorate(view);
    }
    update(update: ViewUpdate) {
      if (update.docChanged || update.viewportChanged) this.decorations = decorate(update.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);
