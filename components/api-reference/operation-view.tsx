// One endpoint: what it is for, what it takes, what it answers, how it fails, and a call to copy.

import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import type { OperationDetails } from "@/lib/http/api-reference";
import { Badge } from "../ui/badge";
import { CodeBlock } from "../ui/code-block";
import { MethodBadge } from "./method-badge";
import { ParameterTable } from "./parameter-table";
import { SchemaTable } from "./schema-table";

function Section({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-2.5">
      <h2 className="text-base">{title}</h2>
      {children}
    </section>
  );
}

/** Plain sentences with `code` in them; the document uses no other markup. */
function Words({ text }: { text: string }) {
  return text.split("\n\n").map((paragraph) => (
    <p key={paragraph} className="max-w-[66ch] text-ink-2">
      {paragraph.split("`").map((part, index) =>
        index % 2 === 1 ? (
          <code key={part} className="font-mono text-xs">
            {part}
          </code>
        ) : (
          part
        ),
      )}
    </p>
  ));
}

export async function OperationView({ operation }: { operation: OperationDetails }) {
  const t = await getTranslations("api");
  return (
    <article className="flex min-w-0 flex-col gap-8">
      <header className="flex flex-col gap-3">
        <h1 className="text-xl">{operation.summary}</h1>
        <p className="flex flex-wrap items-center gap-2.5">
          <MethodBadge method={operation.method} />
          <code className="break-all font-mono text-sm">{operation.path}</code>
          {operation.isPublic ? <Badge tone="ok">{t("public")}</Badge> : null}
        </p>
        {operation.description ? <Words text={operation.description} /> : null}
      </header>
      <CodeBlock title={t("example")} code={operation.curl} wrap />
      {operation.parameters.length > 0 ? (
        <Section title={t("parameters")}>
          <ParameterTable parameters={operation.parameters} />
        </Section>
      ) : null}
      {operation.body ? (
        <Section title={t("body")}>
          <SchemaTable label={t("body")} rows={operation.body} />
        </Section>
      ) : null}
      <Section title={t("answers")}>
        {operation.answers.map((answer, index) => (
          <div key={answer.status} className="flex flex-col gap-2">
            <p className="flex flex-wrap items-center gap-2 text-ink-2">
              <Badge tone="ok">{answer.status}</Badge>
              {answer.mediaTypes.length > 0 ? (
                <code className="font-mono text-xs">{answer.mediaTypes.join(", ")}</code>
              ) : (
                t("noBody")
              )}
              {answer.type ? <code className="font-mono text-xs">{answer.type}</code> : null}
            </p>
            {answer.rows.length > 0 && operation.answers.findIndex(({ type }) => type === answer.type) === index ? (
              <SchemaTable label={`${t("answers")} ${answer.status}`} rows={answer.rows} />
            ) : null}
          </div>
        ))}
      </Section>
      <Section title={t("failures")}>
        <p className="text-ink-2">{t("failuresText")}</p>
        <ul className="flex flex-col gap-1.5">
          {operation.failures.map((failure) => (
            <li key={failure.status} className="flex flex-wrap items-center gap-2">
              <Badge tone="bad">{failure.status}</Badge>
              {failure.codes.map((code) => (
                <code key={code} className="font-mono text-xs">
                  {code}
                </code>
              ))}
            </li>
          ))}
        </ul>
      </Section>
    </article>
  );
}
