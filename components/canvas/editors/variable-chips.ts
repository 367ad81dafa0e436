// Draws `{{ … }}` in a text as chips in the hue of where the value comes from. With the cursor inside, the text is
// there to be edited; Backspace behind a chip takes all of it.

import {
  Decoration,
  type DecorationSet,
  EditorView,
  keymap,
  type Range,
  ViewPlugin,
  type ViewUpdate,
  WidgetType,
} from "@uiw/react-codemirror";
import type { Thread } from "@/components/ui/thread";
import { cachedExpression } from "@/lib/expressions/template-cache";
import { findPlaces, placeAtEnd } from "./find-places";

/** The hue of what a reference begins with; undefined where it leads nowhere. */
export type HueOf = (root: string) => Thread | undefined;

class Chip extends WidgetType {
  constructor(
    readonly text: string,
    readonly thread: Thread,
    readonly isBroken: boolean,
  ) {
    super();
  }

  override eq(other: Chip): boolean {
    return other.text === this.text && other.thread === this.thread && other.isBroken === this.isBroken;
  }

  override toDOM(): HTMLElement {
    const chip = document.createElement("span");
    chip.className = this.isBroken ? "prompt-chip prompt-chip-broken" : "prompt-chip";
    chip.dataset.thread = this.thread;
    chip.textContent = this.text;
    return chip;
  }

  override ignoreEvent(): boolean {
    return false;
  }
}

function chipFor(inner: string, hueOf: HueOf): Chip {
  const text = inner.trim();
  const parsed = cachedExpression(text);
  if (!parsed.ok) return new Chip(text || "…", "flow", true);
  if (parsed.value.kind !== "path") return new Chip(text, "flow", false);
  const thread = hueOf(parsed.value.root);
  return new Chip(text, thread ?? "flow", thread === undefined);
}

function decorate(view: EditorView, hueOf: HueOf): DecorationSet {
  const ranges: Range<Decoration>[] = [];
  const { main } = view.state.selection;
  for (const { from, to } of view.visibleRanges) {
    const text = view.state.doc.sliceString(from, to);
    for (const place of findPlaces(text)) {
      const begin = from + place.from;
      const end = from + place.to;
      // Strictly inside: at its borders the chip still stands.
      if (view.hasFocus && main.from < end && main.to > begin) continue;
      ranges.push(Decoration.replace({ widget: chipFor(place.inner, hueOf) }).range(begin, end));
    }
  }
  return Decoration.set(ranges);
}

/** The extension that draws chips. */
export function variableChips(hueOf: HueOf) {
  const drawing = ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;
      constructor(view: EditorView) {
        this.decorations = decorate(view, hueOf);
      }
      update(update: ViewUpdate) {
        if (update.docChanged || update.selectionSet || update.viewportChanged || update.focusChanged) {
          this.decorations = decorate(update.view, hueOf);
        }
      }
    },
    { decorations: (plugin) => plugin.decorations },
  );
  const deleting = keymap.of([
    {
      key: "Backspace",
      run(view) {
        const { main } = view.state.selection;
        if (!main.empty) return false;
        const line = view.state.doc.lineAt(main.head);
        const before = view.state.doc.sliceString(line.from, main.head);
        const chip = placeAtEnd(before);
        if (!chip) return false;
        view.dispatch({ changes: { from: line.from + chip.from, to: main.head } });
        return true;
      },
    },
  ]);
  const opening = EditorView.domEventHandlers({
    dblclick(event, view) {
      if (!(event.target instanceof HTMLElement) || !event.target.classList.contains("prompt-chip")) return false;
      const at = view.posAtDOM(event.target);
      view.dispatch({ selection: { anchor: at + 2 } });
      return true;
    },
  });
  return [drawing, deleting, opening];
}
