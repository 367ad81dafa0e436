"use client";
// One tool server: how it stands, what it offers, what has changed, and its log.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Ellipsis, Pencil, Power, RefreshCw, Trash2, Unplug } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { callOperation } from "@/lib/http/client";
import { serverQuery, serversKey } from "@/lib/tool-servers/client";
import { endToolServerSignIn, refreshToolServer, updateToolServer } from "@/lib/tool-servers/contract";
import { PageHeader } from "../shell/page-header";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { DropdownMenu } from "../ui/dropdown-menu";
import { ErrorState } from "../ui/error-state";
import { IconButton } from "../ui/icon-button";
import { SkeletonRows } from "../ui/skeleton";
import { StatusDot } from "../ui/status-dot";
import { showToast } from "../ui/toast";
import { ServerFacts } from "./server-facts";
import { looks, stateOfServer } from "./server-looks";
import { ServerTools } from "./server-tools";

const EditServerDialog = dynamic(() => import("./edit-server-dialog").then((file) => file.EditServerDialog));
const RemoveServerDialog = dynamic(() => import("./remove-server-dialog").then((file) => file.RemoveServerDialog));
const ServerLog = dynamic(() => import("./server-log").then((file) => file.ServerLog));

export const signInEnds = ["done", "refused", "failed", "late"] as const;
export type SignInEnd = (typeof signInEnds)[number];

export interface ServerPageProps {
  workspace: string;
  serverId: string;
  may: { connect: boolean; manage: boolean };
  /** How a sign-in that has just come back ended. */
  signInEnd: SignInEnd | null;
}

export function ServerPage({ workspace, serverId, may, signInEnd }: ServerPageProps) {
  const t = useTranslations("toolServers");
  const cache = useQueryClient();
  const query = useQuery(serverQuery(workspace, serverId));
  const [opened, setOpened] = useState<"edit" | "remove" | null>(null);
  const server = query.data;
  const refreshAll = () => cache.invalidateQueries({ queryKey: serversKey(workspace) });
  const refresh = useMutation({
    mutationFn: () => callOperation(refreshToolServer, { params: { serverId } }),
    onSettled: refreshAll,
  });
  const change = useMutation({
    mutationFn: (isActive: boolean) => callOperation(updateToolServer, { params: { serverId }, body: { isActive } }),
    onSettled: refreshAll,
    onError: () => showToast({ tone: "bad", title: t("notChanged") }),
  });
  const leave = useMutation({
    mutationFn: () => callOperation(endToolServerSignIn, { params: { serverId } }),
    onSettled: refreshAll,
    onError: () => showToast({ tone: "bad", title: t("notChanged") }),
  });
  // What is being asked tells its tools when it is done.
  const checkedAt = server?.lastCheckedAt;
  useEffect(() => {
    if (checkedAt) void cache.invalidateQueries({ queryKey: [...serversKey(workspace), "tools", serverId] });
  }, [cache, checkedAt, serverId, workspace]);

  const state = server ? stateOfServer(server) : "unchecked";
  const entries = server
    ? [
        { id: "edit", label: t("edit.open"), icon: <Pencil />, onSelect: () => setOpened("edit") },
        {
          id: "power",
          label: t(server.isActive ? "switchOff" : "switchOn"),
          icon: <Power />,
          onSelect: () => change.mutate(!server.isActive),
        },
        ...(server.signIn === "connected"
          ? [{ id: "leave", label: t("signIn.forget"), icon: <Unplug />, onSelect: () => leave.mutate() }]
          : []),
        { id: "remove", label: t("remove.open"), icon: <Trash2 />, danger: true, onSelect: () => setOpened("remove") },
      ]
    : [];
  return (
    <>
      <PageHeader
        title={server?.name ?? t("title")}
        crumbs={[
          { label: t("tools"), href: `/w/${workspace}/tools` },
          { label: t("title"), href: `/w/${workspace}/tools/servers` },
        ]}
        meta={
          server ? (
            <span className="inline-flex items-center gap-1.5 text-ink-3 text-xs">
              <StatusDot look={looks[state]} />
              {t(`states.${state}`)}
            </span>
          ) : null
        }
        actions={
          server && (may.manage || may.connect) ? (
            <>
              <Button
                icon={<RefreshCw />}
                loading={refresh.isPending || server.isChecking}
                disabled={!server.isActive}
                onClick={() => refresh.mutate()}
              >
                {t("refresh")}
              </Button>
              {may.connect ? (
                <DropdownMenu
                  trigger={
                    <IconButton label={t("more")}>
                      <Ellipsis />
                    </IconButton>
                  }
                  entries={entries}
                />
              ) : null}
            </>
          ) : null
        }
      />
      {query.isPending ? <SkeletonRows rows={5} /> : null}
      {query.isError && !server ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {server ? (
        <div className="flex min-w-0 flex-col gap-6 py-5">
          {signInEnd ? (
            <Banner tone={signInEnd === "done" ? "ok" : "warn"} className="mx-4 sm:mx-6">
              {t(`signIn.ends.${signInEnd}`)}
            </Banner>
          ) : null}
          <ServerFacts workspace={workspace} server={server} mayConnect={may.connect} />
          <ServerTools workspace={workspace} server={server} may={may} />
          {server.transport === "stdio" && may.connect ? <ServerLog workspace={workspace} serverId={serverId} /> : null}
        </div>
      ) : null}
      {server && opened === "edit" ? (
        <EditServerDialog workspace={workspace} server={server} onClose={() => setOpened(null)} />
      ) : null}
      {server && opened === "remove" ? (
        <RemoveServerDialog workspace={workspace} server={server} onClose={() => setOpened(null)} />
      ) : null}
    </>
  );
}
