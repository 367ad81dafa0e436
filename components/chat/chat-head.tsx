"use client";
// Who one talks to, and the way to look inside.

import { Bug, ChevronDown, Menu } from "lucide-react";
import { useTranslations } from "next-intl";
import type { TalkerView } from "@/lib/conversations/contract";
import { AgentMark } from "../agents/agent-mark";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { MenuOnDemand } from "../ui/menu-on-demand";
import { Skeleton } from "../ui/skeleton";
import { useChatFrame } from "./chat-frame-context";

export interface ChatHeadProps {
  talker: TalkerView | null;
  others: readonly TalkerView[];
  onChoose: (agentId: string) => void;
  debug: { open: boolean; toggle: () => void } | null;
}

export function ChatHead({ talker, others, onChoose, debug }: ChatHeadProps) {
  const t = useTranslations("chat");
  const { openList } = useChatFrame();
  const name = talker ? (
    <>
      <AgentMark avatar={talker.avatar} />
      <h1 className="min-w-0 truncate text-base">{talker.name}</h1>
    </>
  ) : (
    <Skeleton className="h-4 w-40" />
  );
  return (
    <header className="flex h-13 flex-none items-center gap-2.5 border-line border-b px-4 max-md:px-2">
      <IconButton label={t("openList")} size="lg" tipSide="bottom" className="md:hidden" onClick={openList}>
        <Menu />
      </IconButton>
      {talker && others.length > 1 ? (
        <MenuOnDemand
          align="start"
          trigger={(attributes) => (
            <button
              type="button"
              {...attributes}
              aria-label={t("agent.choose", { name: talker.name })}
              className="-ml-1.5 flex h-9 min-w-0 items-center gap-2.5 rounded-md px-1.5 hover:bg-hover aria-expanded:bg-hover touch:min-h-11"
            >
              {name}
              <ChevronDown className="size-3.5 text-ink-3" />
            </button>
          )}
          entries={[
            { kind: "label", id: "others", label: t("agent.others") },
            ...others.map((other) => ({
              id: other.id,
              label: other.name,
              icon: <AgentMark avatar={other.avatar} size="sm" />,
              checked: other.id === talker.id,
              onSelect: () => onChoose(other.id),
            })),
          ]}
        />
      ) : (
        <div className="flex min-w-0 items-center gap-2.5">{name}</div>
      )}
      {talker?.publishedNumber ? (
        <Badge className="font-mono">{t("agent.version", { number: talker.publishedNumber })}</Badge>
      ) : null}
      <span className="flex-1" />
      {debug ? (
        <Button
          variant="ghost"
          icon={<Bug />}
          aria-pressed={debug.open}
          onClick={debug.toggle}
          className="aria-pressed:bg-accent-soft aria-pressed:text-accent-text"
        >
          <span className="max-sm:sr-only">{t("debug")}</span>
        </Button>
      ) : null}
    </header>
  );
}
