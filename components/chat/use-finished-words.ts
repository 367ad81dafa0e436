"use client";
// What a screen reader is told when an answer has ended: its words once, not each as it comes.

import { useEffect, useRef, useState } from "react";
import type { ShownTurn } from "./shown-turns";
import { isOpen } from "./turn-status";

const maxLength = 600;

/** The words of the answer that has just ended here; null until one has. */
export function useFinishedWords(shown: readonly ShownTurn[]): { text: string } | "failed" | null {
  const [words, setWords] = useState<{ text: string } | "failed" | null>(null);
  const waiting = useRef<string | null>(null);
  const newest = shown.at(-1)?.turn;
  useEffect(() => {
    if (!newest) return;
    if (isOpen(newest.status)) {
      waiting.current = newest.id;
      setWords(null);
    } else if (waiting.current === newest.id) {
      waiting.current = null;
      setWords(newest.status === "failed" ? "failed" : { text: (newest.response ?? "").slice(0, maxLength) });
    }
  }, [newest]);
  return words;
}
