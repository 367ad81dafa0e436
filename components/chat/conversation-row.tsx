"use client";
// One conversation in the list: a link, and what can be done with it.

import { Ellipsis, Pencil, Pin, PinOff, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useState } from "react";
import type { ConversationView } from "@/lib/conversations/contract";
import { cn } from "../ui/cn";
import { IconButton } from "../ui/icon-button";
import { Input } from "../ui/input";
import { MenuOnDemand } from "../ui/menu-on-demand";

export interface ConversationRowProps {
  workspace: string;
  conversation: ConversationView;
  current: boolean;
  onOpen: () => void;
  /** The pointer is on it: what opening it needs can be fetched. */
  onNear: () => void;
  onRename: (title: string) => void;
  onPin: () => void;
  onDelete: () => void;
}

export function ConversationRow(props: ConversationRowProps) {
  const { workspace, conversation, current, onOpen, onNear, onRename, onPin, onDelete } = props;
  const t = useTranslations("chat");
  const [editing, setEditing] = useState(false);
  const title = conversation.title ?? t("untitled");
  if (editing) {
    return (
      <li className="px-1 py-0.5">
        <TitleField
          title={conversation.title ?? ""}
          onDone={(next) => {
            setEditing(false);
            if (next !== null && next !== conversation.title) onRename(next);
          }}
        />
      </li>
    );
  }
  return (
    <li className="group/item relative">
      <a
        href={`/w/${workspace}/chat/${conversation.id}`}
        aria-current={current ? "page" : undefined}
        onPointerEnter={onNear}
        onClick={(event) => {
          // Another tab or window is the browser's business.
          if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
          event.preventDefault();
          onOpen();
        }}
        className={cn(
          "flex h-8 items-center rounded-md pr-9 pl-2.5 touch:h-11",
          current ? "bg-hover font-medium text-ink" : "text-ink-2 hover:bg-hover/70 hover:text-ink",
        )}
      >
        <span className="min-w-0 truncate">{title}</span>
      </a>
      <div
        className={cn(
          "absolute inset-y-0 right-1 flex items-center transition-opacity focus-within:opacity-100 group-hover/item:opacity-100 has-aria-expanded:opacity-100 touch:opacity-100",
          !current && "opacity-0",
        )}
      >
        <MenuOnDemand
          trigger={(attributes) => (
            <IconButton label={t("row.actions", { title })} size="sm" tipSide="right" {...attributes}>
              <Ellipsis />
            </IconButton>
          )}
          entries={[
            {
              id: "pin",
              label: t(conversation.pinned ? "row.unpin" : "row.pin"),
              icon: conversation.pinned ? <PinOff /> : <Pin />,
              onSelect: onPin,
            },
            { id: "rename", label: t("row.rename"), icon: <Pencil />, onSelect: () => setEditing(true) },
            { id: "delete", label: t("row.delete"), icon: <Trash2 />, danger: true, onSelect: onDelete },
          ]}
        />
      </div>
    </li>
  );
}

function TitleField({ title, onDone }: { title: string; onDone: (title: string | null) => void }) {
  const t = useTranslations("chat.row");
  const [text, setText] = useState(title);
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") onDone(text.trim() || null);
    if (event.key === "Escape") {
      event.stopPropagation();
      onDone(null);
    }
  };
  return (
    <Input
      aria-label={t("newName")}
      // The menu gives its focus back to its button when it closes; the field takes it after that.
      ref={(field) => {
        if (!field) return;
        const timer = setTimeout(() => field.select(), 0);
        return () => clearTimeout(timer);
      }}
      value={text}
      maxLength={200}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => onDone(text.trim() || null)}
      onKeyDown={press}
    />
  );
}
