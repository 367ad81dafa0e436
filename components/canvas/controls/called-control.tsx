"use client";
// The workflow or the agent that a node calls, by its name. One that is not among the newest keeps its id.

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/skeleton";
import { agentChoicesQuery } from "@/lib/agents/client";
import { workflowChoicesQuery } from "@/lib/workflows/client";
import { useDesigner } from "../designer-context";
import { onDemand } from "../on-demand";
import { loadCombobox } from "../part-loaders";
import type { ControlProps } from "./control-props";

const Combobox = onDemand(loadCombobox, { place: "field", loading: <Skeleton className="h-8" /> });

interface Choice {
  id: string;
  name: string;
}

function ChoiceControl({ choices, ...props }: ControlProps & { choices: readonly Choice[] | undefined }) {
  const t = useTranslations("designer.form");
  const { value, onChange, control, readOnly } = props;
  const chosen = typeof value === "string" ? value : "";
  const options = (choices ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const isListed = chosen === "" || options.some((option) => option.value === chosen);
  return (
    <Combobox
      {...control}
      options={[
        { value: "", label: t("nothingChosen") },
        ...options,
        ...(isListed ? [] : [{ value: chosen, label: chosen }]),
      ]}
      value={chosen}
      disabled={readOnly}
      onValueChange={(next) => onChange(next === "" ? undefined : next)}
    />
  );
}

export function WorkflowControl(props: ControlProps) {
  const { data } = useQuery(workflowChoicesQuery(useDesigner().workspace));
  return <ChoiceControl {...props} choices={data} />;
}

export function AgentControl(props: ControlProps) {
  const { data } = useQuery(agentChoicesQuery(useDesigner().workspace));
  return <ChoiceControl {...props} choices={data} />;
}
