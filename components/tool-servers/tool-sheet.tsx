"use client";
// A tool of a server, opened: what it says of itself, what differs from what was approved, its switch and time limit,
// and a form to call it once.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Maximize2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { callOperation } from "@/lib/http/client";
import { serversKey } from "@/lib/tool-servers/client";
import type { ServerTool } from "@/lib/tool-servers/contract";
import { toolQuery } from "@/lib/tools/client";
import { reviewTools, type ToolView, updateTool } from "@/lib/tools/contract";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { CodeBlock } from "../ui/code-block";
import { ErrorBanner, ErrorState } from "../ui/error-state";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Sheet } from "../ui/sheet";
import { SkeletonRows } from "../ui/skeleton";
import { Switch } from "../ui/switch";
import { ToolDifferences } from "./tool-differences";
import { TryTool } from "./try-tool";

export interface ToolSheetProps {
  workspace: string;
  tool: ServerTool;
  may: { connect: boolean; manage: boolean };
  onClose: () => void;
}

export function ToolSheet({ workspace, tool, may, onClose }: ToolSheetProps) {
  const t = useTranslations("toolServers");
  const cache = useQueryClient();
  const query = useQuery(toolQuery(workspace, tool.id));
  const again = () =>
    Promise.all([
      cache.invalidateQueries({ queryKey: serversKey(workspace) }),
      cache.invalidateQueries({ queryKey: ["tools", workspace] }),
    ]);
  const review = useMutation({
    mutationFn: (decision: "approve" | "reject") =>
      callOperation(reviewTools, {
        body: { toolIds: [tool.id], decision, note: decision === "reject" ? t("review.note") : "" },
      }),
    onSettled: again,
  });
  const whole = query.data;
  const waits = !tool.isMissing && (tool.hasChanged || tool.status !== "approved");
  return (
    <Sheet
      open
      onOpenChange={(open) => open || onClose()}
      title={tool.displayName}
      actions={
        <ButtonLink href={`/w/${workspace}/tools/${tool.id}`} size="sm" icon={<Maximize2 />}>
          {t("tool.open")}
        </ButtonLink>
      }
      footer={
        may.connect && whole ? (
          <>
            {tool.status === "rejected" ? null : (
              <Button loading={review.isPending} onClick={() => review.mutate("reject")}>
                {t("review.rejectOne")}
              </Button>
            )}
            {waits ? (
              <Button variant="primary" loading={review.isPending} onClick={() => review.mutate("approve")}>
                {t(tool.hasChanged ? "review.approveAgain" : "review.approveOne")}
              </Button>
            ) : null}
          </>
        ) : null
      }
    >
      {query.isPending ? <SkeletonRows rows={4} /> : null}
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {review.error ? <ErrorBanner error={review.error} /> : null}
      {whole ? (
        <div className="flex flex-col gap-6">
          {whole.offered ? (
            <ToolDifferences tool={whole} offered={whole.offered} />
          ) : (
            <p className="whitespace-pre-wrap break-words text-sm">{whole.description || t("noDescription")}</p>
          )}
          <dl className="grid grid-cols-2 gap-3 text-sm">
            <Fact label={t("tool.name")} value={whole.name} />
            <Fact label={t("tool.remoteName")} value={tool.remoteName} />
          </dl>
          {may.manage ? <ToolSettings key={whole.updatedAt} tool={whole} onSaved={again} /> : null}
          <CodeBlock
            language="json"
            title={t("tool.schema")}
            code={JSON.stringify(whole.inputSchema, null, 2)}
            heightClass="max-h-72"
          />
          {Object.keys(whole.annotations).length > 0 ? (
            <CodeBlock
              language="json"
              title={t("tool.annotations")}
              code={JSON.stringify(whole.annotations, null, 2)}
            />
          ) : null}
          {whole.may.call ? <TryTool tool={whole} /> : null}
        </div>
      ) : null}
    </Sheet>
  );
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <div className="min-w-0">
      <dt className="text-ink-3 text-xs">{label}</dt>
      <dd className="break-all font-mono text-xs">{value}</dd>
    </div>
  );
}

function ToolSettings({ tool, onSaved }: { tool: ToolView; onSaved: () => Promise<unknown> }) {
  const t = useTranslations("toolServers.tool");
  const form = useId();
  const [seconds, setSeconds] = useState(String(tool.timeoutMs / 1_000));
  const save = useMutation({
    mutationFn: (body: { isActive?: boolean; timeoutMs?: number }) =>
      callOperation(updateTool, { params: { toolId: tool.id }, body }),
    onSettled: onSaved,
  });
  const ms = Math.round(Number(seconds) * 1_000);
  const isGood = Number.isFinite(ms) && ms >= 500 && ms <= 600_000;
  return (
    <form
      id={form}
      noValidate
      className="flex flex-wrap items-end gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (isGood) save.mutate({ timeoutMs: ms });
      }}
    >
      <Switch
        label={t("isOn")}
        checked={tool.isActive}
        disabled={save.isPending}
        onChange={({ target }) => save.mutate({ isActive: target.checked })}
      />
      <Field label={t("seconds")} error={isGood ? undefined : t("secondsFault")} className="w-40">
        {(control) => (
          <Input {...control} inputMode="decimal" value={seconds} onChange={({ target }) => setSeconds(target.value)} />
        )}
      </Field>
      {ms === tool.timeoutMs ? null : (
        <Button type="submit" loading={save.isPending}>
          {t("save")}
        </Button>
      )}
      {save.error ? <ErrorBanner error={save.error} className="w-full" /> : null}
    </form>
  );
}
