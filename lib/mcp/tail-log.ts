// The end of what a process wrote about itself, without the secrets it was given. Pure.

const mask = "•••";
/** Shorter ones occur in any text by chance. */
const minSecretLength = 6;

export interface TailLog {
  write(text: string): void;
  text(): string;
}

/** Keeps the last `maxBytes` of what is written; the secrets in it are masked when it is read. */
export function makeTailLog(maxBytes: number, secrets: readonly string[]): TailLog {
  const hidden = secrets.filter((secret) => secret.length >= minSecretLength).sort((a, b) => b.length - a.length);
  let kept = "";
  return {
    write(text) {
      kept += text;
      // Cut seldom, not at every piece.
      if (kept.length > maxBytes * 2) kept = kept.slice(-maxBytes * 1.5);
    },
    text() {
      let shown = kept;
      for (const secret of hidden) shown = shown.replaceAll(secret, mask);
      shown = shown.replaceAll(String.fromCharCode(0), "");
      if (shown.length <= maxBytes) return shown;
      const cut = shown.slice(-maxBytes);
      return cut.slice(cut.indexOf("\n") + 1);
    },
  };
}
