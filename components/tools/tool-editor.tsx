"use client";
// The form of one tool: what models read, what it does, what holds for its calls. Saved as a whole.

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { callOperation } from "@/lib/http/client";
import { type ToolView, updateTool } from "@/lib/tools/contract";
import { Part } from "../shell/list-page";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { CodeBlock } from "../ui/code-block";
import { ErrorBanner } from "../ui/error-state";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { LeaveGuard } from "../ui/leave-guard";
import { Textarea } from "../ui/textarea";
import { HttpFields } from "./http-fields";
import { missingArguments, withArguments } from "./missing-arguments";
import { RuleFields } from "./rule-fields";
import { changeOf, draftOfTool, type ToolDraft } from "./tool-draft";
import { findFaults, isAboutFields, type ToolFaults } from "./tool-faults";
import { useToolAction } from "./use-tool-action";

export function ToolEditor({ workspace, tool }: { workspace: string; tool: ToolView }) {
  const t = useTranslations("tools");
  const [draft, setDraft] = useState<ToolDraft>(() => draftOfTool(tool));
  const [typed, setTyped] = useState<Record<string, "json">>({});
  const save = useToolAction(
    workspace,
    (body: Parameters<typeof callOperation<typeof updateTool>>[1]["body"]) =>
      callOperation(updateTool, { params: { toolId: tool.id }, body }),
    t("saved"),
  );
  const faults: ToolFaults = {
    ...findFaults(save.error, {
      nameTaken: t("fields.nameTaken"),
      nameWrong: t("fields.nameWrong"),
      fault: (word) => t(`fields.faults.${word}`),
    }),
    ...Object.fromEntries(Object.keys(typed).map((path) => [path, t("fields.json")])),
  };
  const isOurs = tool.kind !== "mcp" && tool.kind !== "builtin";
  const disabled = !tool.may.edit;
  const set = (change: Partial<ToolDraft>) => setDraft({ ...draft, ...change });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    // Once the faults are drawn: the first of them may be far above the button.
    const focusFault = () =>
      requestAnimationFrame(() => form.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
    const made = changeOf(tool, draft);
    setTyped("faults" in made ? made.faults : {});
    if ("faults" in made) focusFault();
    else if (!save.isPending) {
      // What was typed while it was being saved stays, and is still to be saved.
      const settle = (after: ToolView) => setDraft((now) => (now === draft ? draftOfTool(after) : now));
      save.mutate(made.change, { onSuccess: settle, onError: focusFault });
    }
  };
  const isUnsaved = JSON.stringify(draft) !== JSON.stringify(draftOfTool(tool));
  const unasked = missingArguments(draft);
  const words = Object.values(faults).filter((one) => one !== undefined);
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-8">
      <LeaveGuard when={isUnsaved && tool.may.edit} />
      {tool.status === "approved" && isOurs && tool.may.edit && !tool.may.review ? (
        <Banner>{t("review.again")}</Banner>
      ) : null}
      <Part title={t("parts.words")}>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("fields.displayName")} error={faults.displayName} required>
            {(control) => (
              <Input
                {...control}
                maxLength={120}
                disabled={disabled}
                value={draft.displayName}
                onChange={(event) => set({ displayName: event.target.value })}
              />
            )}
          </Field>
          <Field label={t("fields.name")} hint={t("fields.nameHint")} error={faults.name} required>
            {(control) => (
              <Input
                {...control}
                className="font-mono text-xs"
                spellCheck={false}
                disabled={disabled || !isOurs}
                value={draft.name}
                onChange={(event) => set({ name: event.target.value })}
              />
            )}
          </Field>
        </div>
        <Field label={t("fields.description")} hint={t("fields.descriptionHint")} error={faults.description}>
          {(control) => (
            <Textarea
              {...control}
              maxLength={10_000}
              disabled={disabled || !isOurs}
              value={draft.description}
              onChange={(event) => set({ description: event.target.value })}
            />
          )}
        </Field>
        <Field label={t("fields.inputSchema")} hint={t("fields.inputSchemaHint")} error={faults.inputSchema} required>
          {(control) => (
            <Textarea
              {...control}
              mono
              rows={6}
              maxRows={24}
              spellCheck={false}
              disabled={disabled || !isOurs}
              value={draft.inputSchema}
              onChange={(event) => set({ inputSchema: event.target.value })}
            />
          )}
        </Field>
        {unasked.length > 0 && !disabled ? (
          <Banner
            tone="warn"
            title={t("fields.unasked", { names: unasked.join(", ") })}
            action={
              <Button size="sm" onClick={() => set({ inputSchema: withArguments(draft.inputSchema, unasked) })}>
                {t("fields.askFor")}
              </Button>
            }
          >
            {t("fields.unaskedText")}
          </Banner>
        ) : null}
      </Part>
      {isOurs ? (
        <Part title={t("parts.call")}>
          {draft.http ? (
            <HttpFields
              config={draft.http}
              bodyJson={draft.bodyJson}
              onChange={set}
              faults={faults}
              disabled={disabled}
            />
          ) : null}
          {tool.kind === "code" ? (
            <Field label={t("fields.source")} hint={t("fields.sourceHint")} error={faults["config.source"]} required>
              {(control) => (
                <Textarea
                  {...control}
                  mono
                  rows={10}
                  maxRows={30}
                  spellCheck={false}
                  disabled={disabled}
                  value={draft.source}
                  onChange={(event) => set({ source: event.target.value })}
                />
              )}
            </Field>
          ) : null}
          {tool.kind === "openapi" ? (
            <CodeBlock
              language="http"
              title={t("fields.operation")}
              code={`${String(tool.config.method)} ${String(tool.config.baseUrl)}${String(tool.config.path)}`}
              wrap
            />
          ) : null}
          {tool.secretNames.length > 0 ? (
            <p className="text-ink-2 text-xs">{t("review.secrets", { names: tool.secretNames.join(", ") })}</p>
          ) : null}
        </Part>
      ) : null}
      <Part title={t("parts.rules")}>
        <RuleFields draft={draft} onChange={set} faults={faults} disabled={disabled} hasOwnHints={isOurs} />
      </Part>
      {tool.may.edit ? (
        <div className="sticky bottom-(--shell-bottom,0px) -mx-4 flex flex-col gap-2 border-line border-t bg-surface px-4 py-3 sm:-mx-6 sm:px-6">
          {save.isError && !isAboutFields(save.error) ? <ErrorBanner error={save.error} /> : null}
          {words.length > 0 ? <p className="text-bad-ink text-xs">{words[0]}</p> : null}
          <div className="flex justify-end">
            <Button variant="primary" type="submit" loading={save.isPending} disabled={!isUnsaved}>
              {t("save")}
            </Button>
          </div>
        </div>
      ) : null}
    </form>
  );
}
