"use client";
// Keys of a shortcut, drawn as on the reader's keyboard.

import { cn } from "./cn";
import { showKeys } from "./keys";
import { useApple } from "./platform";

const tones = {
  plain: "border-line bg-surface text-ink-3",
  inverse: "border-current/30 text-current/80",
  accent: "border-current/35 text-current",
};

export function Kbd({ keys, tone = "plain" }: { keys: string; tone?: keyof typeof tones }) {
  const apple = useApple();
  return (
    <kbd
      className={cn(
        "inline-flex h-4.5 items-center gap-0.5 rounded-xs border px-1 font-mono text-2xs leading-none touch:hidden",
        tones[tone],
      )}
    >
      {showKeys(keys, apple).join(apple ? "" : "+")}
    </kbd>
  );
}
