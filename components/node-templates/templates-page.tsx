"use client";
// What the designer's palette offers in this workspace: templates are made here, entries changed, moved, switched off.

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDeferredValue, useMemo, useState } from "react";
import { onDemand } from "@/components/canvas/on-demand";
import { searchTemplates } from "@/components/canvas/template-search";
import { useNodeWords } from "@/components/canvas/use-node-words";
import { updateTemplate } from "@/lib/node-templates/client";
import { nodeTemplatesQuery } from "@/lib/workflows/client";
import type { NodeTemplateView } from "@/lib/workflows/contract";
import { ErrorBanner, ErrorState } from "../ui/error-state";
import { Input } from "../ui/input";
import { SkeletonRows } from "../ui/skeleton";
import { NewTemplateDialog } from "./new-template-dialog";
import { ResetDialog } from "./reset-dialog";
import { TemplateRow } from "./template-row";
import { useMove } from "./use-move";

const TemplateSheet = onDemand(async () => (await import("./template-sheet")).TemplateSheet, { place: "over" });

type Opened = { what: "edit" | "copy" | "reset"; template: NodeTemplateView };

export function TemplatesPage({ workspace }: { workspace: string }) {
  const t = useTranslations("templates");
  const words = useNodeWords();
  const cache = useQueryClient();
  const options = nodeTemplatesQuery(workspace);
  const query = useQuery(options);
  const [text, setText] = useState("");
  const wanted = useDeferredValue(text);
  const [opened, setOpened] = useState<Opened | null>(null);
  const [error, setError] = useState<unknown>(null);
  const groups = useMemo(() => searchTemplates(query.data ?? [], words, wanted), [query.data, words, wanted]);
  const refresh = () => cache.invalidateQueries({ queryKey: options.queryKey });
  const move = useMove(options.queryKey, setError);
  const close = () => setOpened(null);
  const turn = async (template: NodeTemplateView, isActive: boolean) => {
    setError(null);
    // At once for the eye; what the server has is asked for afterwards, whatever became of it.
    cache.setQueryData(options.queryKey, (all) =>
      all?.map((one) => (one.code === template.code ? { ...one, isActive } : one)),
    );
    await updateTemplate(template.code, { isActive }).catch(setError);
    await refresh();
  };
  return (
    <>
      <div className="flex items-start justify-between gap-4 px-4 py-4 max-sm:flex-col sm:px-6">
        <p className="max-w-[62ch] text-ink-2">{t("text")}</p>
        <Input
          type="search"
          className="w-full flex-none sm:w-64"
          aria-label={t("search")}
          placeholder={t("search")}
          start={<Search className="size-3.5" />}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      {error ? (
        <div className="px-4 pb-3 sm:px-6">
          <ErrorBanner error={error} />
        </div>
      ) : null}
      {query.isPending ? <SkeletonRows rows={8} /> : null}
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {groups.map(({ category, entries }) => (
        <section key={category} aria-label={words.category(category)} className="border-line border-t">
          <h2 className="px-4 pt-4 pb-1.5 font-medium text-ink-3 text-xs sm:px-6">{words.category(category)}</h2>
          <ul className="divide-y divide-line">
            {entries.map((template, index) => (
              <TemplateRow
                key={template.code}
                template={template}
                // Where some are left out, the next in sight is not the next in the palette.
                above={wanted ? undefined : entries[index - 1]}
                below={wanted ? undefined : entries[index + 1]}
                onMove={move}
                onTurn={(isActive) => void turn(template, isActive)}
                onOpen={(what) => setOpened({ what, template })}
              />
            ))}
          </ul>
        </section>
      ))}
      {query.isSuccess && groups.length === 0 ? (
        <p className="px-4 py-10 text-center text-ink-3 sm:px-6">{t("nothing", { text: wanted })}</p>
      ) : null}
      {opened?.what === "edit" ? (
        <TemplateSheet workspace={workspace} template={opened.template} onSaved={refresh} onDismiss={close} />
      ) : null}
      {opened?.what === "copy" ? (
        <NewTemplateDialog
          from={opened.template}
          onMade={async (template) => {
            await refresh();
            setOpened({ what: "edit", template });
          }}
          onClose={close}
        />
      ) : null}
      {opened?.what === "reset" ? (
        <ResetDialog workspace={workspace} template={opened.template} onDone={refresh} onClose={close} />
      ) : null}
    </>
  );
}
