"use client";
// Controls whose editor is loaded when it is needed: texts with variables, expressions, code.

import type { FieldControl } from "@/components/ui/field";
import { Skeleton } from "@/components/ui/skeleton";
import type { ValueType } from "@/lib/graph/schema";
import { onDemand } from "../on-demand";
import { loadPromptEditor } from "../part-loaders";
import { useNodeWords } from "../use-node-words";
import type { Reader } from "../variables";
import { type ControlProps, readerIn } from "./control-props";

const PromptEditor = onDemand(loadPromptEditor, {
  place: "field",
  loading: <Skeleton className="h-[30px] rounded-md" />,
});
const CodeEditor = onDemand(async () => (await import("../editors/code-editor")).default, {
  place: "field",
  loading: <Skeleton className="h-36 rounded-md" />,
});

const textOf = (value: unknown) => (typeof value === "string" ? value : "");

type Shape = { oneLine?: boolean; expression?: boolean };

function Prompt({ node, field, value, onChange, control, label, readOnly, oneLine, expression }: ControlProps & Shape) {
  const words = useNodeWords();
  return (
    <PromptEditor
      {...readerIn(node, field.key)}
      value={textOf(value)}
      onChange={onChange}
      label={label}
      id={control.id}
      describedBy={control["aria-describedby"]}
      invalid={control["aria-invalid"]}
      readOnly={readOnly}
      placeholder={words.placeholder(node.type, field.key) ?? undefined}
      oneLine={oneLine}
      expression={expression}
    />
  );
}

export function PromptControl(props: ControlProps) {
  return <Prompt {...props} />;
}

export function TemplateControl(props: ControlProps) {
  return <Prompt {...props} oneLine />;
}

export function ExpressionControl(props: ControlProps) {
  return <Prompt {...props} oneLine expression />;
}

/** The condition of a wire: one expression that may also read where the wire comes from. */
export function ConditionControl(props: {
  edgeId: string;
  value: string;
  onChange: (value: string) => void;
  label: string;
  control: FieldControl;
  readOnly: boolean;
  placeholder: string;
}) {
  const { control, ...rest } = props;
  return (
    <PromptEditor
      {...rest}
      id={control.id}
      describedBy={control["aria-describedby"]}
      invalid={control["aria-invalid"]}
      oneLine
      expression
    />
  );
}

export function CodeControl({ field, value, onChange, control, label, readOnly }: ControlProps) {
  return (
    <CodeEditor
      value={textOf(value)}
      onChange={onChange}
      language={field.language}
      label={label}
      id={control.id}
      describedBy={control["aria-describedby"]}
      invalid={control["aria-invalid"]}
      readOnly={readOnly}
    />
  );
}

interface CellProps {
  value: unknown;
  onChange: (value: string) => void;
  label: string;
  invalid?: boolean;
  readOnly: boolean;
  placeholder?: string;
  id?: string;
  describedBy?: string | undefined;
  wanted?: ValueType;
}

/** One value in a row: a text on one line that may hold variables. */
export function ValueCell(props: Reader & CellProps) {
  const { value, ...rest } = props;
  const shown = typeof value === "string" ? value : value === undefined || value === null ? "" : JSON.stringify(value);
  return <PromptEditor {...rest} value={shown} oneLine />;
}
