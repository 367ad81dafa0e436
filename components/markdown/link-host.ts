// Where a link leads, and whether its words say something else: a model writes both, so words that look like an address
// must not hide another one. Pure.

/** The host of an address that leads outside; null for what stays here or is no address. */
export function hostOf(href: string): string | null {
  try {
    const url = new URL(href);
    return url.protocol === "http:" || url.protocol === "https:" ? url.host : null;
  } catch {
    return null;
  }
}

const plain = (host: string) => host.toLowerCase().replace(/^www\./, "");

/** Whether words look like an address on another host than the one they lead to. */
export function namesOtherHost(words: string, host: string): boolean {
  const named = /^(?:https?:\/\/)?(?:[^/@\s]*@)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?::\d+)?(?:[/?#]|$)/i.exec(
    words.trim(),
  )?.[1];
  return named !== undefined && plain(named) !== plain(host.replace(/:\d+$/, ""));
}
