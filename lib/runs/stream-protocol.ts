// Names of the server-sent events with which a run is followed. Shared by the server that writes them and the browser.

/** First event of a stream that started a run: `{ runId, conversationId? }`; has no id. */
export const acceptedEvent = "accepted";
/** Everything so far, in place of what a follower had: an array of run events. */
export const snapshotEvent = "snapshot";
/** One run event. */
export const runEvent = "run";
/** The run has ended and everything was told; the follower need not come back. */
export const endEvent = "end";
/** The stream failed: problem details. */
export const errorEvent = "error";

export interface Accepted {
  runId: string;
  conversationId: string | null;
}
