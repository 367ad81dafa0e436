"use client";
// A text with variables as a line or two on the canvas: words as they are, each reference as a chip in the hue of the
// node it comes from.

import { Fragment } from "react";
import { VarChip } from "@/components/ui/var-chip";
import type { Expression } from "@/lib/expressions/ast";
import { printExpression } from "@/lib/expressions/print";
import { cachedExpression, cachedTemplate } from "@/lib/expressions/template-cache";
import { useGraph } from "./designer-context";
import { threadOfRoot } from "./node-kinds";

const maxLength = 150;

/** The beginning of a template. */
export function TemplatePreview({ text }: { text: string }) {
  const short = text.length > maxLength * 3 ? text.slice(0, maxLength * 3) : text;
  const parsed = cachedTemplate(short);
  if (!parsed.ok) return <>{short.slice(0, maxLength)}</>;
  let left = maxLength;
  let at = 0;
  return (
    <>
      {parsed.value.parts.map((part) => {
        if (left <= 0) return null;
        at += 1;
        if (typeof part !== "string") {
          left -= 12;
          return <ExpressionChip key={at} expression={part} />;
        }
        const words = part.slice(0, left);
        left -= words.length;
        return <Fragment key={at}>{words}</Fragment>;
      })}
    </>
  );
}

/** An expression as a chip; a plain reference in the hue of where it comes from. */
function ExpressionChip({ expression, full }: { expression: Expression; full?: boolean }) {
  if (expression.kind !== "path") {
    const text = printExpression(expression);
    return <VarChip thread="flow" name={text.length > 40 ? `${text.slice(0, 39)}…` : text} className="max-w-full" />;
  }
  const { root, segments } = expression;
  const last = segments.at(-1);
  const name = full || last === undefined ? [root, ...segments].join(".") : String(last);
  return <RootChip root={root} name={name} />;
}

/** An expression as it was typed, as a chip where it can be read. */
export function ExpressionText({ text }: { text: string }) {
  const parsed = cachedExpression(text);
  if (!parsed.ok) return <code className="font-mono text-2xs">{text}</code>;
  return <ExpressionChip expression={parsed.value} full />;
}

function RootChip({ root, name }: { root: string; name: string }) {
  const thread = useGraph((graph) => threadOfRoot(graph.nodes, root));
  return <VarChip thread={thread ?? "flow"} name={name} broken={thread === undefined} />;
}
