// Which conversation an address shows. Pure.

/** The id in /w/{workspace}/chat/{id}; null for a new conversation. */
export function conversationIn(pathname: string): string | null {
  return /^\/w\/[^/]+\/chat\/([0-9a-f-]{36})$/.exec(pathname)?.[1] ?? null;
}
