"use client";
// The editor of a prompt's text. Loaded when one is opened.

import "./prompt-text.css";
import { autocompletion, type CompletionContext } from "@codemirror/autocomplete";
import CodeMirror, { EditorView } from "@uiw/react-codemirror";
import { useImperativeHandle, useMemo, useRef } from "react";
import { editorTheme } from "../canvas/editors/editor-theme";
import { useStableChange } from "../canvas/editors/use-stable-change";
import { markVariables } from "./mark-variables";
import { readOnce } from "./read-once";

/** What can be done to the text from outside. */
export interface PromptTextHandle {
  insert: (text: string) => void;
  select: (at: number, length: number) => void;
}

export interface PromptTextEditorProps {
  value: string;
  onChange: (value: string) => void;
  label: string;
  placeholder: string;
  invalid: boolean;
  readOnly: boolean;
  handle: React.Ref<PromptTextHandle>;
}

const quiet = {
  lineNumbers: false,
  foldGutter: false,
  highlightActiveLine: false,
  highlightActiveLineGutter: false,
  bracketMatching: false,
  closeBrackets: false,
  autocompletion: false,
  highlightSelectionMatches: false,
  searchKeymap: false,
  lintKeymap: false,
  foldKeymap: false,
  crosshairCursor: false,
  rectangularSelection: false,
  indentOnInput: false,
  syntaxHighlighting: false,
} as const;

/** After two braces: the names that the text has already. */
function completeNames(context: CompletionContext) {
  const found = context.matchBefore(/\{\{\s*\w*/);
  if (!found) return null;
  const typed = /\w*$/.exec(found.text)?.[0] ?? "";
  const names = readOnce(context.state.doc.toString()).names.filter((name) => name !== typed);
  if (names.length === 0) return null;
  const options = names.map((label) => ({
    label,
    apply(view: EditorView, _completion: unknown, from: number, to: number) {
      // Closing braces that are there already are not doubled.
      const closing = /^\s*\}\}/.exec(view.state.doc.sliceString(to, to + 4))?.[0].length ?? 0;
      const insert = `${label} }}`;
      view.dispatch({ changes: { from, to: to + closing, insert }, selection: { anchor: from + insert.length } });
    },
  }));
  return { from: context.pos - typed.length, options, validFor: /^\w*$/ };
}

export default function PromptTextEditor(props: PromptTextEditorProps) {
  const { value, onChange, label, placeholder, invalid, readOnly, handle } = props;
  const view = useRef<EditorView>(null);
  const change = useStableChange(onChange);
  const extensions = useMemo(
    () => [
      editorTheme(false),
      EditorView.lineWrapping,
      EditorView.theme({ ".cm-scroller": { lineHeight: "1.65rem" }, ".cm-content": { padding: "12px 4px" } }),
      EditorView.contentAttributes.of({
        "aria-label": label,
        "aria-multiline": "true",
        ...(invalid ? { "aria-invalid": "true" } : {}),
      }),
      markVariables,
      autocompletion({ override: [completeNames], icons: false }),
    ],
    [invalid, label],
  );
  useImperativeHandle(handle, () => ({
    insert(text) {
      const editor = view.current;
      if (!editor) return;
      const { from, to } = editor.state.selection.main;
      editor.dispatch({ changes: { from, to, insert: text }, selection: { anchor: from + text.length } });
      editor.focus();
    },
    select(at, length) {
      const editor = view.current;
      if (!editor) return;
      const most = editor.state.doc.length;
      const selection = { anchor: Math.min(at, most), head: Math.min(at + length, most) };
      editor.dispatch({ selection, effects: EditorView.scrollIntoView(selection.anchor, { y: "center" }) });
      editor.focus();
    },
  }));
  return (
    <div
      data-invalid={invalid}
      className="rounded-lg border border-control bg-raised px-1 shadow-1 transition-[border-color,box-shadow] focus-within:border-focus focus-within:ring-3 focus-within:ring-focus/25 data-[invalid=true]:border-bad"
    >
      <CodeMirror
        value={value}
        basicSetup={quiet}
        theme="none"
        extensions={extensions}
        readOnly={readOnly}
        editable={!readOnly}
        placeholder={placeholder}
        onChange={change}
        onCreateEditor={(editor) => {
          view.current = editor;
        }}
        minHeight="260px"
        maxHeight="max(420px, calc(100dvh - 320px))"
        // Tab leaves the editor, so that the keyboard is never caught.
        indentWithTab={false}
      />
    </div>
  );
}
