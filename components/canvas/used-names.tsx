"use client";
// What a node uses, by name: the tools and workflows of an agent, the one tool, workflow or agent that a node calls.

import { useQuery } from "@tanstack/react-query";
import { Wrench } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { agentChoicesQuery } from "@/lib/agents/client";
import type { Json, JsonObject } from "@/lib/shared/json";
import { workflowChoicesQuery } from "@/lib/workflows/client";
import { useDesigner } from "./designer-context";
import { useFacts } from "./use-facts";

const shown = 3;

const idsOf = (value: Json | undefined) => (Array.isArray(value) ? value.filter((one) => typeof one === "string") : []);

/** The first tools by their names, and how many there are beside them. */
export function ToolsLine({ config }: { config: JsonObject }) {
  const t = useTranslations("designer.node");
  const facts = useFacts();
  const { workspace } = useDesigner();
  const workflowIds = idsOf(config.workflows);
  // Most agents have no workflow among their tools; their canvas does not wait for the list.
  const workflows = useQuery({ ...workflowChoicesQuery(workspace), enabled: workflowIds.length > 0 });
  const used = [
    ...idsOf(config.tools).map((id) => ({ id, name: facts?.tools.find((tool) => tool.id === id)?.title })),
    ...workflowIds.map((id) => ({ id, name: workflows.data?.find((one) => one.id === id)?.name })),
  ];
  if (used.length === 0) return <p>{t("noTools")}</p>;
  const left = used.length - shown;
  return (
    <p className="mt-1.5 flex flex-wrap items-center gap-1 overflow-hidden">
      <Wrench aria-hidden className="size-3 text-ink-3" />
      {used.slice(0, shown).map(({ id, name }) => (
        <Badge key={id}>
          <span className="max-w-36 truncate">{name ?? "…"}</span>
        </Badge>
      ))}
      {left > 0 ? <span className="text-ink-3">{t("more", { count: left })}</span> : null}
    </p>
  );
}

const Name = ({ name }: { name: string | undefined }) =>
  name === undefined ? null : <p className="truncate">{name}</p>;

export function ToolName({ config }: { config: JsonObject }) {
  const facts = useFacts();
  return <Name name={facts?.tools.find(({ id }) => id === config.toolId)?.title} />;
}

export function WorkflowName({ config }: { config: JsonObject }) {
  const { data } = useQuery(workflowChoicesQuery(useDesigner().workspace));
  return <Name name={data?.find(({ id }) => id === config.workflowId)?.name} />;
}

export function AgentName({ config }: { config: JsonObject }) {
  const { data } = useQuery(agentChoicesQuery(useDesigner().workspace));
  return <Name name={data?.find(({ id }) => id === config.agentId)?.name} />;
}
