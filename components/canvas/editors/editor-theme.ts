// How text editors look: as the product's other controls.

import { EditorView } from "@uiw/react-codemirror";

/** The look of an editor; `mono` for code. */
export function editorTheme(mono: boolean) {
  return EditorView.theme({
    "&": { backgroundColor: "transparent", color: "var(--ink)", fontSize: mono ? "0.75rem" : "0.8125rem" },
    "&.cm-focused": { outline: "none" },
    ".cm-scroller": {
      fontFamily: mono ? "var(--font-geist-mono), ui-monospace, monospace" : "inherit",
      lineHeight: mono ? "1.25rem" : "1.45rem",
    },
    ".cm-content": { padding: mono ? "8px 0" : "5px 0", caretColor: "var(--ink)" },
    ".cm-line": { padding: "0 10px" },
    ".cm-cursor": { borderLeftColor: "var(--ink)" },
    ".cm-placeholder": { color: "var(--ink-3)" },
    ".cm-gutters": { backgroundColor: "transparent", color: "var(--ink-3)", border: "none" },
    ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
    "&.cm-focused .cm-selectionBackground, .cm-selectionBackground, ::selection": {
      backgroundColor: "color-mix(in oklab, var(--accent) 24%, transparent) !important",
    },
    ".cm-tooltip": {
      border: "1px solid var(--line)",
      borderRadius: "11px",
      backgroundColor: "var(--raised)",
      color: "var(--ink)",
      boxShadow: "var(--shadow-2)",
      overflow: "hidden",
    },
    ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "inherit", maxHeight: "16rem", padding: "4px" },
    ".cm-tooltip.cm-tooltip-autocomplete > ul > li": {
      display: "flex",
      alignItems: "center",
      gap: "8px",
      minHeight: "28px",
      padding: "2px 8px",
      borderRadius: "6px",
    },
    ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
      backgroundColor: "var(--hover)",
      color: "var(--ink)",
    },
    ".cm-tooltip.cm-tooltip-autocomplete > ul > completion-section": {
      display: "block",
      padding: "6px 8px 2px",
      border: "none",
      color: "var(--ink-3)",
      fontSize: "0.6875rem",
      fontWeight: "500",
      opacity: "1",
    },
    ".cm-completionDetail": { marginLeft: "auto", fontStyle: "normal", color: "var(--ink-3)", fontSize: "0.6875rem" },
    ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "600" },
    ".cm-completionLabel": { fontFamily: "var(--font-geist-mono), ui-monospace, monospace", fontSize: "0.71875rem" },
  });
}
