// Where activities of nodes lie in the log: under the path of their node, behind a colon, as in
// `loop[3]/agent:turn[1].call[2]`. Pure.

/** What keys of activities consist of. */
export const activityKeyPattern = /^[a-z0-9_.[\]-]{1,120}$/;

/** The path of an activity of the node at `owner`. */
export function activityPath(owner: string, key: string): string {
  return `${owner}:${key}`;
}

/** The path of the node that an activity is of; null for the path of a node. */
export function ownerOf(path: string): string | null {
  const at = path.indexOf(":");
  return at === -1 ? null : path.slice(0, at);
}

/** Whether a path is that of an activity. */
export function isActivity(path: string): boolean {
  return path.includes(":");
}
