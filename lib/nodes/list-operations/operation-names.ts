// The operations on lists by their names: for the form, which needs nothing of how they are done.

export const listOperations = [
  "filter",
  "map",
  "sort",
  "unique",
  "slice",
  "reverse",
  "flatten",
  "group",
  "sum",
  "average",
  "min",
  "max",
  "count",
  "join",
] as const;
export type ListOperation = (typeof listOperations)[number];

/** Operations after which nothing can follow, because they give no list or one of groups. */
export const endingOperations: ReadonlySet<string> = new Set(["sum", "average", "min", "max", "count", "join"]);
