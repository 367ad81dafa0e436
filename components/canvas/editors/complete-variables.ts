// Offers variables while a text is typed: after two braces in a template, after any word in an expression.

import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete";
import type { EditorView } from "@uiw/react-codemirror";
import type { PickableVariable } from "../variables";

export interface CompletionWords {
  type(type: PickableVariable["type"]): string;
}

function completionsOf(
  variables: readonly PickableVariable[],
  words: CompletionWords,
  isTemplate: boolean,
): Completion[] {
  return variables.map((variable, index) => ({
    label: variable.reference,
    detail: words.type(variable.type),
    section: { name: variable.group, rank: index },
    apply(view: EditorView, _completion: Completion, from: number, to: number) {
      // Closing braces that are there already are not doubled.
      const after = view.state.doc.sliceString(to, to + 4);
      const closing = /^\s*\}\}/.exec(after)?.[0].length ?? 0;
      const insert = isTemplate ? ` ${variable.reference} }}` : variable.reference;
      const end = isTemplate ? to + closing : to;
      view.dispatch({ changes: { from, to: end, insert }, selection: { anchor: from + insert.length } });
    },
  }));
}

/** The extension that offers what `list` gives at the moment of asking. */
export function completeVariables(
  list: () => PickableVariable[],
  words: CompletionWords,
  mode: "template" | "expression",
) {
  const source = (context: CompletionContext): CompletionResult | null => {
    const isTemplate = mode === "template";
    const found = context.matchBefore(isTemplate ? /\{\{\s*[\w.[\]"]*/ : /[A-Za-z_][\w.]*/);
    if (!found && !(context.explicit && !isTemplate)) return null;
    const from = isTemplate && found ? found.from + 2 : (found?.from ?? context.pos);
    const typed = isTemplate ? from + (/^\s*/.exec(context.state.sliceDoc(from, context.pos))?.[0].length ?? 0) : from;
    return {
      from: isTemplate ? from : typed,
      options: completionsOf(list(), words, isTemplate),
      validFor: /^\s*[\w.[\]"]*$/,
      // Spaces before the name are no part of what is looked for.
      ...(typed !== from ? { filter: false } : {}),
    };
  };
  return autocompletion({ override: [source], icons: false, closeOnBlur: true });
}
