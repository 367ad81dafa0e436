// The seven threads: one hue for each category of node, which follows the node's data through the whole product.
// An element with data-thread gives everything inside it the classes bg-thread, text-thread-ink, border-thread…

export const threads = ["flow", "model", "logic", "tool", "data", "human", "answer"] as const;
export type Thread = (typeof threads)[number];
