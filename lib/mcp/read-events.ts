// Reads server-sent events of a tool server, each within a limit of size: such a stream may live for hours, so what
// it sends in all is not limited. Knows nothing of what the events mean.

import { tooLarge } from "./failures";

export interface ServerEvent {
  event: string;
  data: string;
  id: string | null;
  /** How long to wait before asking for the rest of a stream that ended. */
  retryMs: number | null;
}

/** Yields the events of a body; ends with it, throws where one event is larger than `maxBytes`. */
export async function* readEvents(body: ReadableStream<Uint8Array>, maxBytes: number): AsyncGenerator<ServerEvent> {
  let state = emptyState();
  for await (const line of readLines(body, maxBytes)) {
    if (line !== "") {
      takeLine(state, line);
      if (state.size > maxBytes) throw tooLarge();
      continue;
    }
    const { data, event, id, retryMs } = state;
    if (data.length > 0 || id !== null || retryMs !== null) yield { data: data.join("\n"), event, id, retryMs };
    state = emptyState();
  }
}

interface State {
  event: string;
  data: string[];
  id: string | null;
  retryMs: number | null;
  size: number;
}

function emptyState(): State {
  return { event: "message", data: [], id: null, retryMs: null, size: 0 };
}

function takeLine(state: State, line: string): void {
  const colon = line.indexOf(":");
  if (colon === 0) return;
  const field = colon < 0 ? line : line.slice(0, colon);
  const content = colon < 0 ? "" : line.slice(line[colon + 1] === " " ? colon + 2 : colon + 1);
  state.size += content.length;
  if (field === "data") state.data.push(content);
  else if (field === "event") state.event = content;
  else if (field === "id") state.id = content;
  else if (field === "retry" && /^\d{1,6}$/.test(content)) state.retryMs = Number(content);
}

/** Yields lines; a line that grows over the limit fails before it is whole. */
export async function* readLines(body: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  // Pieces of the line that is being read: joined once, so that a long line costs no more than its length.
  let pieces: string[] = [];
  let size = 0;
  let endedInReturn = false;
  for await (const chunk of body) {
    let text = decoder.decode(chunk, { stream: true });
    if (endedInReturn && text.startsWith("\n")) text = text.slice(1);
    if (text === "") continue;
    endedInReturn = text.endsWith("\r");
    const lines = text.split(/\r\n|\n|\r/);
    for (let at = 0; at < lines.length; at++) {
      const part = lines[at] ?? "";
      size += part.length;
      if (size > maxBytes) throw tooLarge();
      pieces.push(part);
      if (at === lines.length - 1) break;
      yield pieces.join("");
      pieces = [];
      size = 0;
    }
  }
}

/** The whole body as text, within the limit. */
export async function readWhole(response: Response, maxBytes: number): Promise<string> {
  if (Number(response.headers.get("content-length") ?? 0) > maxBytes) {
    await response.body?.cancel();
    throw tooLarge();
  }
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge();
    parts.push(chunk);
  }
  return Buffer.concat(parts).toString("utf8");
}
