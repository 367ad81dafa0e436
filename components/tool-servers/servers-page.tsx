"use client";
// The page of tool servers: how each stands, and what waits for approval. Drawn from what is stored; servers are asked
// beside it.

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { serversQuery } from "@/lib/tool-servers/client";
import { ListRegion } from "../shell/list-page";
import { PageHeader } from "../shell/page-header";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { SkeletonRows } from "../ui/skeleton";
import { Table, Th } from "../ui/table";
import { ServerRow } from "./server-row";

const AddServerDialog = dynamic(() => import("./add-server-dialog").then((file) => file.AddServerDialog));

export interface ServersPageProps {
  workspace: string;
  mayConnect: boolean;
  /** Whether the person looks after the whole installation. */
  mayAllowCommands: boolean;
}

export function ServersPage({ workspace, mayConnect, mayAllowCommands }: ServersPageProps) {
  const t = useTranslations("toolServers");
  const query = useQuery(serversQuery(workspace));
  const [adding, setAdding] = useState(false);
  const servers = query.data ?? [];
  const add = mayConnect ? (
    <Button variant="primary" icon={<Plus />} onClick={() => setAdding(true)}>
      {t("add.open")}
    </Button>
  ) : null;
  const commands = mayAllowCommands ? (
    <ButtonLink href={`/w/${workspace}/tools/servers/commands`}>{t("commands.title")}</ButtonLink>
  ) : null;
  return (
    <>
      <PageHeader
        title={t("title")}
        crumbs={[{ label: t("tools"), href: `/w/${workspace}/tools` }]}
        actions={
          <>
            {commands}
            {servers.length > 0 ? add : null}
          </>
        }
      />
      <ListRegion label={t("title")} busy={query.isPending}>
        {query.isPending ? <SkeletonRows rows={4} /> : null}
        {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
        {query.isSuccess && servers.length === 0 ? (
          <EmptyState drawing="knots" title={t("empty.title")} action={add} className="py-10">
            {t("empty.text")}
          </EmptyState>
        ) : null}
        {servers.length > 0 ? (
          <Table label={t("title")}>
            <thead>
              <tr>
                <Th>{t("columns.name")}</Th>
                <Th from="sm">{t("columns.state")}</Th>
                <Th numeric>{t("columns.tools")}</Th>
                <Th numeric from="md">
                  {t("columns.latency")}
                </Th>
                <Th from="lg">{t("columns.checked")}</Th>
              </tr>
            </thead>
            <tbody>
              {servers.map((server) => (
                <ServerRow key={server.id} workspace={workspace} server={server} />
              ))}
            </tbody>
          </Table>
        ) : null}
      </ListRegion>
      {adding ? <AddServerDialog workspace={workspace} onClose={() => setAdding(false)} /> : null}
    </>
  );
}
