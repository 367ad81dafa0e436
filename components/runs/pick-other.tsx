"use client";
// Asks for the run that another one is compared with: one of the newest of the same workflow, or any by its address.

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { newestRunsQuery, runQuery } from "@/lib/runs/client";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Time } from "../ui/time";
import { RunStatusMark } from "./run-status";

const idInText = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;
const most = 20;

export interface PickOtherProps {
  workspace: string;
  /** The one that is known. */
  runId: string;
  onPick: (runId: string) => void;
}

/** The newest runs of the same workflow; nothing where there is no other. */
function Newest({ workspace, runId, workflowId, onPick }: PickOtherProps & { workflowId: string }) {
  const t = useTranslations("runs");
  const { data } = useQuery(newestRunsQuery(workspace, { workflowId }));
  const others = data?.items.filter(({ id }) => id !== runId).slice(0, most) ?? [];
  if (others.length === 0) return null;
  return (
    <section aria-label={t("compare.newest")} className="flex flex-col gap-1">
      <h2 className="font-medium text-ink-2 text-xs">{t("compare.newest")}</h2>
      <ul className="border-line border-t">
        {others.map((run) => (
          <li key={run.id} className="border-line border-b">
            <button
              type="button"
              onClick={() => onPick(run.id)}
              className="flex min-h-10 w-full flex-wrap items-center gap-x-4 gap-y-0.5 rounded-sm px-1 py-1.5 text-left hover:bg-hover touch:min-h-11"
            >
              <RunStatusMark status={run.status} />
              <span className="min-w-0 flex-1 basis-40 truncate">{run.query ?? run.workflowName}</span>
              <span className="flex-none text-ink-3 text-xs">
                {run.versionNumber === null ? t("draft") : t("version", { number: run.versionNumber })} ·{" "}
                <Time value={run.createdAt} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function PickOther({ workspace, runId, onPick }: PickOtherProps) {
  const t = useTranslations("runs.compare");
  const [text, setText] = useState("");
  const workflowId = useQuery(runQuery(workspace, runId)).data?.workflowId;
  const id = idInText.exec(text.toLowerCase())?.[0];
  const pick = (event: FormEvent) => {
    event.preventDefault();
    if (id) onPick(id);
  };
  return (
    <div className="flex max-w-2xl flex-col gap-6 px-4 py-6 sm:px-6">
      {workflowId ? <Newest workspace={workspace} runId={runId} workflowId={workflowId} onPick={onPick} /> : null}
      <form onSubmit={pick} className="flex items-end gap-2">
        <Field label={t("pick")} hint={t("pickHint")} className="flex-1">
          {(control) => <Input {...control} value={text} onChange={(event) => setText(event.target.value)} />}
        </Field>
        <Button type="submit" variant="primary" disabled={!id} className="mb-[22px]">
          {t("pickStart")}
        </Button>
      </form>
    </div>
  );
}
