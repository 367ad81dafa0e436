"use client";
// The editor of code. Loaded when a form with one is opened.

import { javascript } from "@codemirror/lang-javascript";
import { json } from "@codemirror/lang-json";
import CodeMirror, { EditorView } from "@uiw/react-codemirror";
import { useMemo } from "react";
import { useDark } from "../use-dark";
import { editorTheme } from "./editor-theme";
import { useStableChange } from "./use-stable-change";

// One object for all: another one would set the editor up anew.
const setup = { foldGutter: false, highlightActiveLine: false, highlightActiveLineGutter: false };

export interface CodeEditorProps {
  value: string;
  onChange: (value: string) => void;
  language: string | null;
  label: string;
  id?: string | undefined;
  describedBy?: string | undefined;
  invalid?: boolean | undefined;
  readOnly?: boolean | undefined;
}

export default function CodeEditor({
  value,
  onChange,
  language,
  label,
  id,
  describedBy,
  invalid,
  readOnly,
}: CodeEditorProps) {
  const isDark = useDark();
  const change = useStableChange(onChange);
  const extensions = useMemo(
    () => [
      language === "json" ? json() : javascript(),
      editorTheme(true),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({
        "aria-label": label,
        ...(id ? { id } : {}),
        ...(describedBy ? { "aria-describedby": describedBy } : {}),
      }),
    ],
    [describedBy, id, label, language],
  );
  return (
    <div
      data-invalid={invalid}
      className="overflow-hidden rounded-md border border-control bg-raised shadow-1 focus-within:border-focus focus-within:ring-3 focus-within:ring-focus/25 data-[invalid=true]:border-bad [&_.cm-editor]:bg-transparent!"
    >
      <CodeMirror
        value={value}
        theme={isDark ? "dark" : "light"}
        extensions={extensions}
        basicSetup={setup}
        readOnly={readOnly ?? false}
        editable={!readOnly}
        onChange={change}
        minHeight="140px"
        maxHeight="420px"
        // Tab leaves the editor, so that the keyboard is never caught; Escape is not needed first.
        indentWithTab={false}
      />
    </div>
  );
}
