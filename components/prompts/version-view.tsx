"use client";
// One version of a prompt: its text, or how it differs from another one; restored or edited from here.

import { useQuery } from "@tanstack/react-query";
import { History, Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { promptVersionQuery } from "@/lib/prompts/client";
import type { PromptVersion, PromptView } from "@/lib/prompts/contract";
import { Button } from "../ui/button";
import { CopyButton } from "../ui/copy-button";
import { ErrorState } from "../ui/error-state";
import { Field } from "../ui/field";
import { Select } from "../ui/select";
import { Skeleton } from "../ui/skeleton";
import { DiffView } from "./diff-view";
import { contentOf } from "./prompt-draft";
import { RestoreDialog } from "./restore-dialog";
import type { PromptForm } from "./use-prompt-form";
import { diffVariables } from "./variable-differences";

/** Another version, what is typed, or nothing. */
export type Other = number | "typed" | null;

const readOther = (value: string): Other => (value === "" ? null : value === "typed" ? "typed" : Number(value));
const mostVersions = 200;

export interface VersionViewProps {
  workspace: string;
  prompt: PromptView;
  form: PromptForm;
  mayEdit: boolean;
  number: number;
  other: Other;
  onOther: (other: Other) => void;
  onEdit: () => void;
}

export function VersionView({ workspace, prompt, form, mayEdit, number, other, onOther, onEdit }: VersionViewProps) {
  const t = useTranslations("prompts.versions");
  const [isRestoring, setRestoring] = useState(false);
  // What is typed may have been saved meanwhile.
  const against = other === "typed" && !form.isDirty ? null : other;
  const query = useQuery(promptVersionQuery(workspace, prompt.id, number));
  const otherQuery = useQuery({
    ...promptVersionQuery(workspace, prompt.id, typeof against === "number" ? against : number),
    enabled: typeof against === "number",
  });
  const version = query.data;
  const content = against === "typed" ? contentOf(form.draft) : against === null ? undefined : otherQuery.data;
  const error = query.error ?? (typeof against === "number" ? otherQuery.error : null);
  const nameOf = (one: number | "typed") => (one === "typed" ? t("typed") : `v${one}`);
  const others = Array.from(
    { length: Math.min(prompt.currentNumber, mostVersions) },
    (_, at) => prompt.currentNumber - at,
  );
  return (
    <section aria-label={`v${number}`} className="flex min-w-0 flex-col gap-4">
      <div className="flex flex-wrap items-end gap-2">
        <Field label={t("compareWith")} className="w-56 max-sm:flex-1 max-sm:basis-40">
          {(control) => (
            <Select
              {...control}
              value={against === null ? "" : String(against)}
              options={[
                { value: "", label: t("nothing") },
                ...(form.isDirty ? [{ value: "typed", label: t("typed") }] : []),
                ...others.filter((one) => one !== number).map((one) => ({ value: String(one), label: `v${one}` })),
              ]}
              onChange={(event) => onOther(readOther(event.target.value))}
            />
          )}
        </Field>
        <span className="flex-1 max-sm:hidden" />
        {version ? <CopyButton text={version.template} variant="outline" /> : null}
        {mayEdit && version && number !== prompt.currentNumber ? (
          <>
            {form.isDirty ? null : (
              <Button
                icon={<Pencil />}
                onClick={() => {
                  form.edit(version);
                  onEdit();
                }}
              >
                {t("edit")}
              </Button>
            )}
            <Button icon={<History />} onClick={() => setRestoring(true)}>
              {t("restore")}
            </Button>
          </>
        ) : null}
      </div>
      {error ? (
        <ErrorState error={error} onRetry={() => void (query.error ? query.refetch() : otherQuery.refetch())} />
      ) : !version || (against !== null && !content) ? (
        <div aria-busy="true" className="flex flex-col gap-2.5">
          <Skeleton className="w-4/5" />
          <Skeleton className="w-3/5" />
          <Skeleton className="w-2/3" />
        </div>
      ) : against === null || !content ? (
        <section
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled by the keyboard too
          tabIndex={0}
          aria-label={t("text", { number })}
          className="max-h-[70dvh] overflow-y-auto whitespace-pre-wrap break-words rounded-lg border border-line bg-raised px-4 py-3 leading-relaxed"
        >
          {version.template}
        </section>
      ) : (
        <Differences number={number} name={nameOf(against)} {...inOrder(number, against, version, content)} />
      )}
      {isRestoring && version ? (
        <RestoreDialog
          workspace={workspace}
          promptId={prompt.id}
          number={number}
          isDirty={form.isDirty}
          onClose={() => setRestoring(false)}
        />
      ) : null}
    </section>
  );
}

type Content = Pick<PromptVersion, "template" | "variables">;

/** The earlier of two stands first; what is typed is the latest of all. */
function inOrder(number: number, against: number | "typed", version: Content, content: Content) {
  const isEarlier = against !== "typed" && against < number;
  return isEarlier ? { before: content, after: version } : { before: version, after: content };
}

function Differences(props: { number: number; name: string; before: Content; after: Content }) {
  const { number, name, before, after } = props;
  const t = useTranslations("prompts.versions");
  const variables = diffVariables(before.variables, after.variables);
  const words = { added: "variableAdded", removed: "variableRemoved", changed: "variableChanged" } as const;
  return (
    <>
      <DiffView key={name} label={t("diff", { number, other: name })} before={before.template} after={after.template} />
      {variables.length > 0 ? (
        <div>
          <h3 className="text-sm">{t("variablesChanged")}</h3>
          <ul className="mt-1 flex flex-col gap-0.5 text-ink-2">
            {variables.map((one) => (
              <li key={one.name}>{t(words[one.kind], { name: one.name })}</li>
            ))}
          </ul>
        </div>
      ) : null}
    </>
  );
}
