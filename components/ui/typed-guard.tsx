"use client";
// Keeps what was typed into a form above the page from getting lost by a key or a click beside it: asks first. A button
// that says what it does is taken at its word.

import { useTranslations } from "next-intl";
import * as Radix from "radix-ui/dialog";
import { type FocusEvent, useEffect, useRef, useState } from "react";
import { Banner } from "./banner";
import { Button } from "./button";

type Writable = HTMLElement & { value?: string };

const writable = "input:not([type=search], [type=checkbox], [type=radio]), textarea, [contenteditable=true]";
const textIn = (element: Writable) => element.value ?? element.textContent ?? "";

/** What a dialog's content has to hear of, and whether the question stands. It asks only where texts differ. */
export function useTypedGuard() {
  const [isAsking, setAsking] = useState(false);
  /** What stood in each field when it was first come to. */
  const before = useRef(new Map<Writable, string>());
  const guard = (event: { preventDefault: () => void }, isAskingThen: boolean) => {
    const hasTyped = [...before.current].some(
      ([element, text]) => element.isConnected && textIn(element) !== text && textIn(element).trim() !== "",
    );
    if (!hasTyped) return;
    event.preventDefault();
    setAsking(isAskingThen);
  };
  return {
    isAsking,
    keep: () => setAsking(false),
    handlers: {
      onFocusCapture({ target }: FocusEvent) {
        if (!(target instanceof HTMLElement) || !target.matches(writable)) return;
        if (!before.current.has(target)) before.current.set(target, textIn(target));
      },
      // A second Escape takes the question back, as it does with every other.
      onEscapeKeyDown: (event: KeyboardEvent) => guard(event, !isAsking),
      onPointerDownOutside: (event: Event) => guard(event, true),
    },
  };
}

/** The question; it stands where the buttons are. */
export function DiscardQuestion({ onKeep }: { onKeep: () => void }) {
  const t = useTranslations("common.discard");
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <div className="border-line border-t px-5 py-3">
      <Banner tone="warn" title={t("title")}>
        <div className="mt-2 flex gap-2">
          <Button ref={first} size="sm" onClick={onKeep}>
            {t("keep")}
          </Button>
          <Radix.Close asChild>
            <Button size="sm" variant="ghost">
              {t("action")}
            </Button>
          </Radix.Close>
        </div>
      </Banner>
    </div>
  );
}
