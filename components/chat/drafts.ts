// What somebody has typed and not sent, kept in the browser for each conversation. Storage can be switched off; then a
// draft lives as long as the page.

const prefix = "weft:draft:";

export function readDraft(place: string): string {
  try {
    return localStorage.getItem(prefix + place) ?? "";
  } catch {
    return "";
  }
}

export function keepDraft(place: string, text: string): void {
  try {
    if (text === "") localStorage.removeItem(prefix + place);
    else localStorage.setItem(prefix + place, text);
  } catch {
    // Full or switched off: the text still stands in the field.
  }
}

const lastAgentKey = (workspace: string) => `weft:last-agent:${workspace}`;

/** The agent that somebody chose last, to begin with next time. */
export function readLastAgent(workspace: string): string | null {
  try {
    return localStorage.getItem(lastAgentKey(workspace));
  } catch {
    return null;
  }
}

export function keepLastAgent(workspace: string, agentId: string): void {
  try {
    localStorage.setItem(lastAgentKey(workspace), agentId);
  } catch {
    // Then the first agent is offered.
  }
}
