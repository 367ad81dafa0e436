"use client";
// A text in Markdown. Cut into blocks that render once each, so that a long answer grows without rendering its
// beginning again. Raw HTML stays text; pictures come from this server only, since an address can carry data away.

import { memo, type ReactNode } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import { cn } from "../ui/cn";
import { CodeBlock } from "../ui/code-block";
import { tip } from "../ui/tip";
import { closeMarkdown } from "./close-markdown";
import { hostOf, namesOtherHost } from "./link-host";
import { splitBlocks } from "./split-blocks";

function wordsOf(node: ReactNode): string {
  if (typeof node === "string" || typeof node === "number") return String(node);
  if (Array.isArray(node)) return node.map(wordsOf).join("");
  return "";
}

function OutLink({ href = "", children }: { href?: string | undefined; children?: ReactNode }) {
  const host = hostOf(href);
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer nofollow"
      {...(host ? tip(host) : {})}
      className="break-words text-accent-text underline decoration-from-font underline-offset-3"
    >
      {children}
      {host && namesOtherHost(wordsOf(children), host) ? ` (${host})` : null}
    </a>
  );
}

const components: Components = {
  a: ({ href, children }) => <OutLink href={href}>{children}</OutLink>,
  img: ({ src, alt }) => {
    const source = typeof src === "string" ? src : "";
    // Two strokes would begin another host.
    if (/^\/(?![/\\])/.test(source)) {
      // biome-ignore lint/performance/noImgElement: pictures of answers are files of our own storage, in any size
      return <img src={source} alt={alt ?? ""} loading="lazy" className="max-h-96 rounded-md border border-line" />;
    }
    return <OutLink href={source}>{alt || source}</OutLink>;
  },
  pre: ({ node }) => {
    const code = node?.children[0];
    if (code?.type !== "element") return null;
    const classes = code.properties.className;
    const language = Array.isArray(classes) ? /^language-(.+)$/.exec(String(classes[0]))?.[1] : undefined;
    const text = code.children.map((child) => (child.type === "text" ? child.value : "")).join("");
    return (
      <CodeBlock code={text.replace(/\n$/, "")} language={language} heightClass="max-h-[32rem]" className="my-3" />
    );
  },
  table: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div tabIndex={0} className="my-4 overflow-x-auto">
      <table className="w-full border-collapse text-left text-sm">{children}</table>
    </div>
  ),
  th: ({ children, style }) => (
    <th style={style} className="border-line border-b py-2 pr-5 font-medium text-ink-3 text-xs last:pr-0">
      {children}
    </th>
  ),
  td: ({ children, style }) => (
    <td style={style} className="border-line border-b py-2 pr-5 align-top last:pr-0">
      {children}
    </td>
  ),
  input: ({ checked }) => <input type="checkbox" checked={checked ?? false} readOnly disabled className="mr-2" />,
};

const textClass = cn(
  "break-words [&>:first-child>:first-child]:mt-0 [&>:last-child>:last-child]:mb-0",
  "[&_p]:my-3 [&_ul]:my-3 [&_ul]:list-disc [&_ul]:pl-5 [&_ol]:my-3 [&_ol]:list-decimal [&_ol]:pl-6 [&_li]:my-1 [&_li>p]:my-1.5 [&_li]:marker:text-ink-3",
  "[&_h1]:mt-6 [&_h1]:mb-2 [&_h1]:text-lg [&_h2]:mt-6 [&_h2]:mb-2 [&_h2]:text-lg [&_h3]:mt-5 [&_h3]:mb-1.5 [&_h3]:text-read [&_h4]:mt-4 [&_h4]:mb-1",
  "[&_blockquote]:my-3 [&_blockquote]:border-line-strong [&_blockquote]:border-l-2 [&_blockquote]:pl-4 [&_blockquote]:text-ink-2",
  "[&_:not(pre)>code]:rounded-xs [&_:not(pre)>code]:bg-sunken [&_:not(pre)>code]:px-1 [&_:not(pre)>code]:py-0.5 [&_:not(pre)>code]:font-mono [&_:not(pre)>code]:text-[0.85em]",
  "[&_hr]:my-5 [&_.contains-task-list]:list-none [&_.contains-task-list]:pl-0",
);

// A caret behind the last word of the last block.
const caretClass =
  "[&>:last-child>:last-child:is(p,h1,h2,h3,h4)]:after:ml-1 [&>:last-child>:last-child:is(p,h1,h2,h3,h4)]:after:inline-block [&>:last-child>:last-child:is(p,h1,h2,h3,h4)]:after:h-[1.1em] [&>:last-child>:last-child:is(p,h1,h2,h3,h4)]:after:w-[7px] [&>:last-child>:last-child:is(p,h1,h2,h3,h4)]:after:animate-breathe [&>:last-child>:last-child:is(p,h1,h2,h3,h4)]:after:rounded-[2px] [&>:last-child>:last-child:is(p,h1,h2,h3,h4)]:after:bg-accent [&>:last-child>:last-child:is(p,h1,h2,h3,h4)]:after:align-text-bottom [&>:last-child>:last-child:is(p,h1,h2,h3,h4)]:after:content-['']";

const plugins = [remarkGfm];

const Block = memo(function Block({ text }: { text: string }) {
  return (
    // Without a box of its own, so that the margins of neighbours meet as in one text.
    <div className="contents">
      <ReactMarkdown remarkPlugins={plugins} components={components}>
        {text}
      </ReactMarkdown>
    </div>
  );
});

/** `growing` while more is coming: what is half-written is closed. */
export function Markdown({ text, growing, className }: { text: string; growing: boolean; className?: string }) {
  const blocks = splitBlocks(text);
  return (
    <div className={cn(textClass, growing && caretClass, className)}>
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a block is its place, the text only grows
        <Block key={index} text={growing && index === blocks.length - 1 ? closeMarkdown(block) : block} />
      ))}
    </div>
  );
}
