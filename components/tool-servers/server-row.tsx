"use client";
// One tool server in the list.

import { useTranslations } from "next-intl";
import type { ToolServerView } from "@/lib/tool-servers/contract";
import { Badge } from "../ui/badge";
import { StatusDot } from "../ui/status-dot";
import { RowLink, Td, Tr } from "../ui/table";
import { Time } from "../ui/time";
import { looks, placeOf, stateOfServer } from "./server-looks";

export function ServerRow({ workspace, server }: { workspace: string; server: ToolServerView }) {
  const t = useTranslations("toolServers");
  const state = stateOfServer(server);
  const { all, waiting, changed } = server.counts;
  return (
    <Tr>
      <Td className="max-w-[44ch] max-sm:w-full max-sm:max-w-0">
        <div className="flex min-w-0 items-center gap-2.5">
          <StatusDot look={looks[state]} label={t(`states.${state}`)} />
          <div className="min-w-0">
            <RowLink href={`/w/${workspace}/tools/servers/${server.id}`} className="block truncate">
              {server.name}
            </RowLink>
            <p className="truncate font-mono text-2xs text-ink-3">{placeOf(server)}</p>
          </div>
        </div>
      </Td>
      <Td from="sm" className="max-w-[40ch]">
        <span className={state === "failing" ? "text-bad-ink" : "text-ink-2"}>{t(`states.${state}`)}</span>
        {state === "failing" && server.lastFault ? (
          <p className="truncate text-2xs text-ink-3" title={server.lastFault.message}>
            {server.lastFault.message}
          </p>
        ) : null}
      </Td>
      <Td numeric>
        <span className="inline-flex flex-wrap items-center justify-end gap-1.5">
          {waiting > 0 ? <Badge tone="accent">{t("waiting", { count: waiting })}</Badge> : null}
          {changed > 0 ? <Badge tone="warn">{t("changed", { count: changed })}</Badge> : null}
          <span>{all}</span>
        </span>
      </Td>
      <Td numeric from="md">
        {server.latencyMs === null ? "–" : t("ms", { ms: server.latencyMs })}
      </Td>
      <Td from="lg" className="whitespace-nowrap">
        {server.lastCheckedAt ? <Time value={server.lastCheckedAt} /> : t("never")}
      </Td>
    </Tr>
  );
}
