"use client";
// The list of agents: found by name or by what they do, opened by their row.

import { useInfiniteQuery } from "@tanstack/react-query";
import { MessageSquare, Plus, Search } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { agentsQuery } from "@/lib/agents/client";
import type { AgentView } from "@/lib/agents/contract";
import { ListRegion, ListToolbar } from "../shell/list-page";
import { PageHeader } from "../shell/page-header";
import { ButtonLink } from "../ui/button-link";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { Input } from "../ui/input";
import { NextPage } from "../ui/load-more";
import { SkeletonRows } from "../ui/skeleton";
import { RowLink, Table, Td, Th, Tr } from "../ui/table";
import { Time } from "../ui/time";
import { tip } from "../ui/tip";
import { AgentMark } from "./agent-mark";
import { AgentState, AgentVersion } from "./agent-state";

export function AgentsPage({ workspace, mayEdit }: { workspace: string; mayEdit: boolean }) {
  const t = useTranslations("agents");
  const [search, setSearch] = useState("");
  const wanted = useDeferredValue(search.trim());
  const query = useInfiniteQuery({ ...agentsQuery(workspace, wanted), placeholderData: (before) => before });
  const agents = query.data?.pages.flatMap((page) => page.items) ?? [];
  const none = query.isSuccess && agents.length === 0;
  const create = (
    <ButtonLink variant="primary" icon={<Plus />} href={`/w/${workspace}/agents/new`}>
      {t("new")}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title={t("title")} actions={mayEdit && !(none && wanted === "") ? create : null} />
      {none && wanted === "" ? null : (
        <ListToolbar>
          <search>
            <Input
              type="search"
              aria-label={t("search")}
              placeholder={t("search")}
              start={<Search className="size-3.5" />}
              value={search}
              onChange={(event) => setSearch(event.target.value)}
            />
          </search>
        </ListToolbar>
      )}
      <ListRegion label={t("list")} busy={query.isPending}>
        {query.isPending ? <SkeletonRows /> : null}
        {query.isError && !query.data ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
        {none && wanted === "" ? (
          <EmptyState
            drawing="voices"
            title={t("empty.title")}
            action={
              mayEdit ? (
                <>
                  {create}
                  <ButtonLink href={`/w/${workspace}/agents/new?from=blank`}>{t("empty.blank")}</ButtonLink>
                </>
              ) : null
            }
          >
            {t("empty.text")}
          </EmptyState>
        ) : null}
        {none && wanted !== "" ? (
          <EmptyState drawing="loose" title={t("nothingFound.title", { text: wanted })}>
            {t("nothingFound.text")}
          </EmptyState>
        ) : null}
        {agents.length > 0 ? (
          <Table label={t("list")}>
            <thead>
              <tr>
                <Th>{t("columns.agent")}</Th>
                <Th from="sm">{t("columns.state")}</Th>
                <Th from="md">{t("columns.version")}</Th>
                <Th from="sm" numeric>
                  {t("columns.updated")}
                </Th>
                <Th>
                  <span className="sr-only">{t("talk")}</span>
                </Th>
              </tr>
            </thead>
            <tbody>
              {agents.map((agent) => (
                <AgentRow key={agent.id} workspace={workspace} agent={agent} />
              ))}
            </tbody>
          </Table>
        ) : null}
        <NextPage of={query} />
      </ListRegion>
    </>
  );
}

function AgentRow({ workspace, agent }: { workspace: string; agent: AgentView }) {
  const t = useTranslations("agents");
  return (
    <Tr>
      <Td className="w-full max-w-0 py-2.5">
        <span className="flex items-center gap-3">
          <AgentMark avatar={agent.avatar} size="lg" />
          <span className="min-w-0">
            <RowLink href={`/w/${workspace}/agents/${agent.id}`} className="block truncate">
              {agent.name}
            </RowLink>
            <span className="block truncate text-ink-3 text-xs">{agent.description}</span>
          </span>
        </span>
      </Td>
      <Td from="sm">
        <AgentState state={agent.lifecycleState} />
      </Td>
      <Td from="md" className="whitespace-nowrap">
        <AgentVersion agent={agent} />
      </Td>
      <Td from="sm" numeric className="text-ink-2">
        <Time value={agent.updatedAt} />
      </Td>
      <Td className="w-px">
        {agent.publishedNumber === null ? null : (
          <Link
            href={`/w/${workspace}/chat?agent=${agent.id}`}
            aria-label={t("talkTo", { name: agent.name })}
            {...tip(t("talkTo", { name: agent.name }), { side: "left" })}
            className="relative z-10 inline-flex size-8 items-center justify-center rounded-sm text-ink-3 hover:bg-hover hover:text-ink touch:size-11"
          >
            <MessageSquare />
          </Link>
        )}
      </Td>
    </Tr>
  );
}
