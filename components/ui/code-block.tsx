// Code and data to read and copy. JSON is coloured; other languages are plain, which is honest and costs nothing.

import type { ReactNode } from "react";
import { cn } from "./cn";
import { CopyButton } from "./copy-button";
import { type JsonToken, tokenizeJson } from "./json-tokens";

const colours: Record<JsonToken["kind"], string> = {
  key: "text-ink",
  text: "text-(--thread-data-ink)",
  number: "text-(--thread-logic-ink)",
  word: "text-(--thread-model-ink)",
  other: "text-ink-3",
};

/** Longer texts stay plain: a span for every token of a megabyte would stop the page. */
const colourLimit = 40_000;

export interface CodeBlockProps {
  code: string;
  /** What the copy button takes, where the code is shown cut. */
  copyText?: string | undefined;
  /** "json" is coloured; any name is shown. */
  language?: string | undefined;
  title?: ReactNode;
  /** Long lines wrap instead of scrolling. */
  wrap?: boolean | undefined;
  className?: string | undefined;
  /** Limits the height, as a class. */
  heightClass?: string | undefined;
}

function Json({ code }: { code: string }) {
  return tokenizeJson(code).map((token, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: tokens of a text have no other identity than their place
    <span key={index} className={colours[token.kind]}>
      {token.text}
    </span>
  ));
}

export function CodeBlock({
  code,
  copyText,
  language,
  title,
  wrap,
  className,
  heightClass = "max-h-96",
}: CodeBlockProps) {
  return (
    <figure
      className={cn("group/code relative min-w-0 overflow-hidden rounded-md border border-line bg-surface", className)}
    >
      {title || language ? (
        <figcaption className="flex h-8 items-center border-line border-b pl-3 text-ink-3 text-xs">
          {title ?? language}
        </figcaption>
      ) : null}
      <span className="absolute top-1 right-1 opacity-0 transition-opacity focus-within:opacity-100 group-hover/code:opacity-100 touch:opacity-100">
        <CopyButton text={copyText ?? code} size="sm" className="bg-surface" tipSide="left" />
      </span>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className={cn(
          "overflow-auto p-3 font-mono text-xs leading-[1.6]",
          wrap && "whitespace-pre-wrap break-words",
          heightClass,
        )}
      >
        <code>{language === "json" && code.length <= colourLimit ? <Json code={code} /> : code}</code>
      </pre>
    </figure>
  );
}
