"use client";
// Where a question is written. Enter sends, except while an input method composes; the text is never lost: it is kept
// for each conversation, stays while an answer is being written, and comes back when sending fails.

import { ArrowUp, Square } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useImperativeHandle, useRef, useState } from "react";
import { IconButton } from "../ui/icon-button";
import { Kbd } from "../ui/kbd";
import { keepDraft, readDraft } from "./drafts";

export interface ComposerHandle {
  focus: () => void;
  /** Puts a text in, unless something was typed meanwhile. */
  giveBack: (text: string) => void;
  /** Takes a text out that was given back and has been sent after all. */
  takeBack: (text: string) => void;
}

export interface ComposerProps {
  /** Under which the draft is kept. */
  draftKey: string;
  placeholder: string;
  /** An answer is being written: it can be stopped, nothing can be sent. */
  busy: boolean;
  stopping: boolean;
  /** Nobody answers here any more. */
  closed?: boolean;
  note?: ReactNode;
  /** False where it can't be sent yet: the text stays. */
  onSend: (text: string) => boolean;
  onStop: () => void;
  handle: Ref<ComposerHandle>;
}

const maxLength = 200_000;

export function Composer(props: ComposerProps) {
  const { draftKey, placeholder, busy, stopping, closed, note, onSend, onStop, handle } = props;
  const t = useTranslations("chat.composer");
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState("");
  const key = useRef<string | null>(null);

  useEffect(() => {
    const isFirst = key.current === null;
    key.current = draftKey;
    // Who types before the page's code has come must not lose it.
    const early = isFirst ? (field.current?.value ?? "") : "";
    if (early.trim() !== "") keepDraft(draftKey, early);
    setText(readDraft(draftKey) || early);
  }, [draftKey]);

  const change = (next: string) => {
    setText(next);
    keepDraft(key.current ?? draftKey, next);
  };
  useImperativeHandle(handle, () => ({
    focus: () => field.current?.focus(),
    giveBack: (given) => {
      if (field.current?.value.trim() === "") change(given);
      field.current?.focus();
    },
    takeBack: (sent) => {
      if (field.current?.value.trim() === sent) change("");
    },
  }));

  const ready = text.trim() !== "" && !busy && !closed;
  const send = () => {
    if (!ready || !onSend(text.trim())) return;
    change("");
    field.current?.focus();
  };
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // 229 is what some browsers tell for a key that an input method has taken.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key !== "Enter" || event.shiftKey || event.altKey) return;
    event.preventDefault();
    send();
  };

  return (
    <form
      className="rounded-2xl border border-line-strong bg-raised shadow-2 transition-[border-color,box-shadow] duration-100 focus-within:border-focus focus-within:ring-3 focus-within:ring-focus/20"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        ref={field}
        aria-label={t("label")}
        placeholder={placeholder}
        value={text}
        rows={1}
        maxLength={maxLength}
        readOnly={closed}
        enterKeyHint="send"
        onChange={(event) => change(event.target.value)}
        onKeyDown={press}
        className="field-sizing-content block max-h-[40dvh] min-h-13 w-full resize-none bg-transparent px-4 pt-3.5 pb-1 text-read leading-6 outline-none touch:text-[1rem]"
      />
      <div className="flex min-h-11 items-center gap-3 px-2.5 pb-2.5">
        <p className="min-w-0 flex-1 truncate pl-1.5 text-ink-3 text-xs">
          {note ?? (
            <span className="max-sm:hidden">
              <Kbd keys="enter" /> {t("enterSends")} · <Kbd keys="shift+enter" /> {t("newLine")}
            </span>
          )}
        </p>
        {busy ? (
          <IconButton
            data-stop=""
            label={t("stop")}
            keys="escape"
            variant="primary"
            className="size-9 rounded-full"
            disabled={stopping}
            onClick={onStop}
          >
            <Square className="size-3! fill-current" />
          </IconButton>
        ) : (
          <IconButton
            type="submit"
            label={t("send")}
            variant="primary"
            className="size-9 rounded-full disabled:bg-sunken disabled:text-ink-3 disabled:opacity-100 disabled:shadow-none"
            disabled={!ready}
          >
            <ArrowUp />
          </IconButton>
        )}
      </div>
    </form>
  );
}
