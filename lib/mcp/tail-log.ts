// The end of what a process wrote about itself, without the secrets it was given. Pure.

import { makeMask } from "../vault/mask-values";

export interface TailLog {
  write(text: string): void;
  text(): string;
}

/** Keeps the last `maxBytes` of what is written; the secrets in it are masked when it is read. */
export function makeTailLog(maxBytes: number, secrets: readonly string[]): TailLog {
  const hide = makeMask(secrets);
  let kept = "";
  return {
    write(text) {
      kept += text;
      // Cut seldom, not at every piece.
      if (kept.length > maxBytes * 2) kept = kept.slice(-maxBytes * 1.5);
    },
    text() {
      const shown = hide(kept).replaceAll(String.fromCharCode(0), "");
      if (shown.length <= maxBytes) return shown;
      const cut = shown.slice(-maxBytes);
      return cut.slice(cut.indexOf("\n") + 1);
    },
  };
}
