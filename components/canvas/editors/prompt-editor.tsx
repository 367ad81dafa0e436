"use client";
// The editor of texts with variables. Loaded when a form with one is opened.

import "./chips.css";
import CodeMirror, { EditorState, EditorView, type Extension } from "@uiw/react-codemirror";
import { useTranslations } from "next-intl";
import { type ReactNode, useCallback, useMemo, useRef } from "react";
import type { ValueType } from "@/lib/graph/schema";
import { useDesigner } from "../designer-context";
import { threadOfRoot } from "../node-kinds";
import { useVariables } from "../use-variables";
import { VariablePicker } from "../variable-picker";
import { type Reader, readerOf } from "../variables";
import { completeVariables } from "./complete-variables";
import { editorTheme } from "./editor-theme";
import { useStableChange } from "./use-stable-change";
import { variableChips } from "./variable-chips";

export type PromptEditorProps = Reader & TextProps;

interface TextProps {
  value: string;
  onChange: (value: string) => void;
  label: string;
  id?: string | undefined;
  describedBy?: string | undefined;
  invalid?: boolean | undefined;
  readOnly?: boolean | undefined;
  placeholder?: string | undefined;
  /** One line: a value, an address. */
  oneLine?: boolean | undefined;
  /** The whole text is one expression without braces. */
  expression?: boolean | undefined;
  wanted?: ValueType | undefined;
  aside?: ReactNode;
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
  dropCursor: false,
  crosshairCursor: false,
  rectangularSelection: false,
  allowMultipleSelections: false,
  indentOnInput: false,
  syntaxHighlighting: false,
} as const;

/** Keeps a text on one line, also when several are pasted. */
const onOneLine = EditorState.transactionFilter.of((change) =>
  change.newDoc.lines > 1
    ? [
        change,
        {
          changes: { from: 0, to: change.newDoc.length, insert: change.newDoc.toString().replace(/\s*\n\s*/g, " ") },
          sequential: true,
        },
      ]
    : change,
);

export default function PromptEditor(props: PromptEditorProps) {
  const { value, onChange, label, id, describedBy, invalid, readOnly, placeholder, oneLine, expression, wanted } =
    props;
  const types = useTranslations("designer.types");
  const { draft } = useDesigner();
  const reader = readerOf(props);
  const list = useVariables(reader);
  const view = useRef<EditorView>(null);
  const change = useStableChange(onChange);
  const extensions = useMemo(() => {
    const all: Extension[] = [
      editorTheme(expression ?? false),
      EditorView.contentAttributes.of({
        "aria-label": label,
        ...(id ? { id } : {}),
        ...(describedBy ? { "aria-describedby": describedBy } : {}),
        ...(invalid ? { "aria-invalid": "true" } : {}),
        ...(oneLine ? {} : { "aria-multiline": "true" }),
      }),
      completeVariables(() => list(wanted), { type: types }, expression ? "expression" : "template"),
    ];
    if (!expression) all.push(variableChips((root) => threadOfRoot(draft.store.getState().graph.nodes, root)));
    if (oneLine) all.push(onOneLine);
    else all.push(EditorView.lineWrapping);
    return all;
  }, [describedBy, draft, expression, id, invalid, label, list, oneLine, types, wanted]);

  const keepView = useCallback((editor: EditorView) => {
    view.current = editor;
  }, []);

  const insert = (reference: string) => {
    const editor = view.current;
    if (!editor) return;
    const text = expression ? reference : `{{ ${reference} }}`;
    const { from, to } = editor.state.selection.main;
    editor.dispatch({ changes: { from, to, insert: text }, selection: { anchor: from + text.length } });
    editor.focus();
  };

  return (
    <div
      data-invalid={invalid}
      className="group/editor relative rounded-md border border-control bg-raised shadow-1 transition-[border-color,box-shadow] focus-within:border-focus focus-within:ring-3 focus-within:ring-focus/25 data-[invalid=true]:border-bad"
    >
      <CodeMirror
        value={value}
        basicSetup={quiet}
        theme="none"
        extensions={extensions}
        readOnly={readOnly ?? false}
        editable={!readOnly}
        placeholder={placeholder ?? ""}
        onChange={change}
        onCreateEditor={keepView}
        {...(oneLine ? {} : { minHeight: "84px", maxHeight: "320px" })}
        indentWithTab={false}
        className={
          oneLine ? "min-h-[30px] pr-7 [&_.cm-scroller]:overflow-x-auto [&_.cm-scroller]:[scrollbar-width:none]" : ""
        }
      />
      {readOnly ? null : (
        <span className="absolute top-[3px] right-1 rounded-sm bg-raised">
          <VariablePicker reader={reader} wanted={wanted} onPick={insert} />
        </span>
      )}
    </div>
  );
}
