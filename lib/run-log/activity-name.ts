// What the pieces of a node's work are that have no name of their own, read from where they lie in the log, so that
// each reader sees them in their language. Pure.

/** A turn or a plan with its number, or the answer at the end. */
export type ActivityName = { kind: "turn" | "plan"; number: number } | { kind: "answer" };

const numbered = /(?:^|[.:])(turn|plan)\[(\d+)\](?:\.ask(?:\[\d+\])?)?$/;
const answer = /:answer(?:\[\d+\])?$/;

/** What the activity at a path is; null for nodes and for activities that are called by a name, such as tools. */
export function activityNameOf({ path, type }: { path: string; type: string }): ActivityName | null {
  if (type !== "model-call" && type !== "plan") return null;
  if (!path.includes(":")) return null;
  if (answer.test(path)) return { kind: "answer" };
  const [, kind, number] = numbered.exec(path) ?? [];
  return kind === "turn" || kind === "plan" ? { kind, number: Number(number) } : null;
}
