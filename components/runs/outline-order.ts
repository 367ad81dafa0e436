// The order in which paths of a run are read: as their nodes first came up, each container before its turns, turns by
// their numbers, pieces of a node's work behind it. Nodes of turns that ran beside each other end mixed up. Pure.

/** A part of a path: the id of a node, and for a container the turn. */
const part = /^(.*?)(?:\[(\d+)\])?$/;

/** The same paths in outline order. */
export function inOutlineOrder(paths: readonly string[]): string[] {
  const ranks = new Map<string, number>();
  const rankOf = (key: string) => {
    const rank = ranks.get(key) ?? ranks.size;
    ranks.set(key, rank);
    return rank;
  };
  const places = paths.map((path) => {
    const activityAt = path.indexOf(":");
    const owner = activityAt < 0 ? path : path.slice(0, activityAt);
    const place: number[] = [];
    // The same for all turns of a container.
    let key = "";
    for (const text of owner.split("/")) {
      const [, id = text, turn] = part.exec(text) ?? [];
      key += `/${id}`;
      place.push(rankOf(key));
      if (turn !== undefined) place.push(Number(turn));
    }
    if (activityAt >= 0) place.push(rankOf(path));
    return { path, place };
  });
  return places.sort((one, other) => compare(one.place, other.place)).map(({ path }) => path);
}

function compare(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((rank, index) => rank !== other[index]);
  if (at < 0) return one.length - other.length;
  // What others lie in comes before them.
  return (one[at] ?? 0) - (other[at] ?? -1);
}

/** The turns on the way to a place, counted from 1: `outer[1]/inner[0]/x` is 2 · 1. Null outside of containers. */
export function turnsOf(path: string): string | null {
  const around = path.slice(0, path.lastIndexOf("/") + 1);
  const turns = [...around.matchAll(/\[(\d+)\]\//g)].map((match) => Number(match[1]) + 1);
  return turns.length > 0 ? turns.join(" · ") : null;
}
