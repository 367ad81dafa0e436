// Reads a stream of server-sent events (WHATWG HTML §9.2) from a response's body. Loaded by the browser.

export interface ServerSentEvent {
  id: string | null;
  event: string;
  data: string;
}

/** Yields the events of a body in order; comments are skipped, an event without its blank line is dropped. */
export async function* readSse(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerSentEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  let halfEnd = false;
  let id: string | null = null;
  let event = "message";
  let data: string[] = [];
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      let piece = decoder.decode(value, { stream: true });
      if (piece === "") continue;
      // The line's end was cut in two: its carriage return counted already.
      if (halfEnd && piece.startsWith("\n")) piece = piece.slice(1);
      halfEnd = piece.endsWith("\r");
      const lines = (rest + piece).split(/\r\n|\n|\r/);
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (line === "") {
          if (data.length > 0) yield { id, event, data: data.join("\n") };
          event = "message";
          data = [];
          continue;
        }
        const colon = line.indexOf(":");
        if (colon === 0) continue;
        const field = colon < 0 ? line : line.slice(0, colon);
        const content = colon < 0 ? "" : line.slice(line[colon + 1] === " " ? colon + 2 : colon + 1);
        if (field === "data") data.push(content);
        else if (field === "event") event = content;
        else if (field === "id") id = content;
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
