// Endpoints by section, each a link to its page.

import Link from "next/link";
import type { DocumentedOperation } from "@/lib/http/api-reference";
import { MethodBadge } from "./method-badge";

/** The anchor of a section. */
export function anchorOf(tag: string): string {
  return tag.toLowerCase().replaceAll(/\W+/g, "-");
}

/** Operations by their section, sections in the order of the document. */
export function bySection(operations: readonly DocumentedOperation[]): [string, DocumentedOperation[]][] {
  const sections = new Map<string, DocumentedOperation[]>();
  for (const operation of operations) {
    const list = sections.get(operation.tag);
    if (list) list.push(operation);
    else sections.set(operation.tag, [operation]);
  }
  return [...sections];
}

export function OperationList({ operations }: { operations: readonly DocumentedOperation[] }) {
  return bySection(operations).map(([tag, list]) => (
    <section key={tag} id={anchorOf(tag)} aria-labelledby={`${anchorOf(tag)}-title`} className="scroll-mt-6">
      <h2 id={`${anchorOf(tag)}-title`} className="mb-2 text-base">
        {tag}
      </h2>
      <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
        {list.map((operation) => (
          <li key={operation.id}>
            <Link
              href={`/docs/api/${operation.id}`}
              className="flex items-center gap-3 px-3 py-2 hover:bg-hover max-sm:flex-wrap touch:min-h-11"
            >
              <MethodBadge method={operation.method} />
              <code className="min-w-0 break-all font-mono text-xs sm:flex-1">{operation.path}</code>
              <span className="text-ink-2 max-sm:basis-full sm:max-w-[46%] sm:text-right">{operation.summary}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  ));
}
