"use client";
// What somebody asked, at the right; it can be changed and asked again, which makes a sibling.

import { Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, useState } from "react";
import { Button } from "../ui/button";
import { CopyButton } from "../ui/copy-button";
import { IconButton } from "../ui/icon-button";
import { Textarea } from "../ui/textarea";

export interface QuestionProps {
  text: string;
  /** Asks again with other words; absent while that is not possible. */
  onEdit?: ((text: string) => void) | undefined;
  /** Beside what can be done with it. */
  aside?: ReactNode;
}

export function Question({ text, onEdit, aside }: QuestionProps) {
  const t = useTranslations("chat");
  const [editing, setEditing] = useState(false);
  if (editing && onEdit) {
    return (
      <QuestionEditor
        text={text}
        onCancel={() => setEditing(false)}
        onSend={(next) => {
          setEditing(false);
          onEdit(next);
        }}
      />
    );
  }
  return (
    <div className="group/question flex w-full flex-col items-end gap-0.5">
      <h2 className="sr-only">{t("you")}</h2>
      <p className="max-w-[min(85%,34rem)] whitespace-pre-wrap break-words rounded-xl rounded-br-xs bg-accent-soft px-4 py-2.5 text-ink text-read leading-6.5">
        {text}
      </p>
      <div className="flex items-center gap-2">
        <div className="flex opacity-0 transition-opacity focus-within:opacity-100 group-hover/question:opacity-100 touch:opacity-100">
          <CopyButton text={text} label={t("copyQuestion")} size="sm" tipSide="bottom" />
          {onEdit ? (
            <IconButton label={t("editQuestion")} size="sm" tipSide="bottom" onClick={() => setEditing(true)}>
              <Pencil />
            </IconButton>
          ) : null}
        </div>
        {aside}
      </div>
    </div>
  );
}

function QuestionEditor(props: { text: string; onSend: (text: string) => void; onCancel: () => void }) {
  const t = useTranslations("chat.edit");
  const c = useTranslations("common");
  const [text, setText] = useState(props.text);
  const ready = text.trim() !== "";
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      props.onCancel();
    }
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    if (ready) props.onSend(text.trim());
  };
  return (
    <div className="flex w-full flex-col items-end gap-2">
      <Textarea
        aria-label={t("label")}
        autoFocus
        rows={2}
        value={text}
        className="max-w-[34rem] text-read"
        onChange={(event) => setText(event.target.value)}
        onFocus={(event) => event.currentTarget.setSelectionRange(text.length, text.length)}
        onKeyDown={press}
      />
      <div className="flex gap-2">
        <Button size="sm" onClick={props.onCancel}>
          {c("cancel")}
        </Button>
        <Button size="sm" variant="primary" disabled={!ready} onClick={() => props.onSend(text.trim())}>
          {t("send")}
        </Button>
      </div>
    </div>
  );
}
