"use client";
// The approvals that one run waits for, to be decided where the run is read: under an answer, on its page. Draws
// nothing for those who may not see them.

import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { approvalsQuery } from "@/lib/approvals/client";
import { TeamApproval } from "./team-approval";

const refreshMs = 5_000;

export interface RunApprovalsProps {
  workspace: string;
  runId: string;
  /** Paths where the run waits, as it is known by now: when they change, the approvals have. */
  paths: readonly string[];
  /** Only those of one place. */
  only?: string;
}

export function RunApprovals({ workspace, runId, paths, only }: RunApprovalsProps) {
  const query = useInfiniteQuery({
    ...approvalsQuery(workspace, { runId, status: "pending" }),
    staleTime: 0,
    refetchInterval: refreshMs,
  });
  const { refetch } = query;
  const places = paths.join("\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again whenever the run waits elsewhere
  useEffect(() => {
    void refetch();
  }, [places, refetch]);
  const shown = (query.data?.pages.flatMap(({ items }) => items) ?? []).filter(
    ({ path }) => only === undefined || path === only,
  );
  return shown.map((approval) => (
    <div
      key={approval.id}
      className="max-w-[66ch] animate-fade rounded-lg border border-line bg-surface p-4 shadow-1 [--ground:var(--surface)]"
    >
      <TeamApproval workspace={workspace} approval={approval} heading="h3" />
    </div>
  ));
}
