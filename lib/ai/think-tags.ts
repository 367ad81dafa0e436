// Splits streamed text into thought and answer where a model writes its reasoning into the text, inside <think> tags at
// the beginning. Tags and surrogate pairs may be cut anywhere between two deltas. Knows nothing of providers.

export interface ThinkSplitter {
  push(delta: string): void;
  /** Releases what was held back because it might have been the beginning of a tag. */
  end(): void;
}

const openings = ["<think>", "<thinking>"];
const closings = ["</think>", "</thinking>"];

/** Sends each delta to `onThought` while inside the leading tags, else to `onText`. */
export function splitThinking(onText: (text: string) => void, onThought: (text: string) => void): ThinkSplitter {
  let place: "before" | "inside" | "after" | "text" = "before";
  let held = "";

  function send(to: (text: string) => void, text: string): void {
    // Half of a surrogate pair waits for its other half.
    const cut = /[\ud800-\udbff]$/.test(text) ? text.length - 1 : text.length;
    if (cut > 0) to(text.slice(0, cut));
    held = text.slice(cut) + held;
  }

  function step(): boolean {
    if (place === "before") {
      const start = held.trimStart();
      const tag = openings.find((opening) => start.startsWith(opening));
      if (tag) {
        held = start.slice(tag.length);
        place = "inside";
        return held !== "";
      }
      if (openings.some((opening) => opening.startsWith(start))) return false;
      place = "text";
      return true;
    }
    if (place === "inside") {
      const found = closings.map((tag) => ({ tag, at: held.indexOf(tag) })).filter(({ at }) => at >= 0);
      const first = found.sort((a, b) => a.at - b.at)[0];
      if (first) {
        if (first.at > 0) onThought(held.slice(0, first.at));
        held = held.slice(first.at + first.tag.length);
        place = "after";
        return held !== "";
      }
      const keep = longestTail(held, closings);
      const text = held.slice(0, held.length - keep);
      held = held.slice(held.length - keep);
      if (text) send(onThought, text);
      return false;
    }
    if (place === "after") {
      // The blank lines after the closing tag belong to neither.
      held = held.trimStart();
      if (held === "") return false;
      place = "text";
    }
    const text = held;
    held = "";
    send(onText, text);
    return false;
  }

  return {
    push(delta) {
      held += delta;
      while (step());
    },
    end() {
      if (held !== "" && place !== "after") (place === "inside" ? onThought : onText)(held);
      held = "";
    },
  };
}

/** How many characters at the end of `text` may be the beginning of one of the tags. */
function longestTail(text: string, tags: string[]): number {
  const longest = Math.max(...tags.map((tag) => tag.length)) - 1;
  for (let n = Math.min(longest, text.length); n > 0; n--) {
    const tail = text.slice(-n);
    if (tags.some((tag) => tag.startsWith(tail))) return n;
  }
  return 0;
}
