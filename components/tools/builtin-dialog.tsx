"use client";
// The tools that every installation brings, to be added with one button each.

import { useQuery } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { useTranslations } from "next-intl";
import { callOperation } from "@/lib/http/client";
import { builtinToolsQuery } from "@/lib/tools/client";
import { createTool } from "@/lib/tools/contract";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { ErrorBanner, ErrorState } from "../ui/error-state";
import { SkeletonRows } from "../ui/skeleton";
import { useToolAction } from "./use-tool-action";

export function BuiltinDialog({ workspace, onClose }: { workspace: string; onClose: () => void }) {
  const t = useTranslations("tools");
  const query = useQuery(builtinToolsQuery(workspace));
  const add = useToolAction(workspace, (name: string) =>
    callOperation(createTool, { body: { kind: "builtin", name } }),
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t("builtin.title")}
      description={t("builtin.text")}
      footer={<Button onClick={onClose}>{t("builtin.done")}</Button>}
    >
      {add.isError ? <ErrorBanner error={add.error} className="mb-3" /> : null}
      {query.isPending ? <SkeletonRows /> : null}
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
      <ul className="divide-y divide-line">
        {(query.data?.items ?? []).map((tool) => (
          <li key={tool.name} className="flex items-center gap-3 py-2.5">
            <div className="min-w-0 flex-1">
              <p className="font-medium">{tool.title}</p>
              <p className="text-ink-2 text-xs">{tool.description}</p>
            </div>
            {tool.toolId ? (
              <span className="flex items-center gap-1.5 text-ink-3 text-xs">
                <Check className="size-3.5" />
                {t("builtin.added")}
              </span>
            ) : (
              <Button
                size="sm"
                aria-label={`${t("builtin.add")}: ${tool.title}`}
                loading={add.isPending && add.variables === tool.name}
                onClick={() => add.mutate(tool.name)}
              >
                {t("builtin.add")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
