// The closed list of functions and how many arguments each takes: all that parsing has to know of them.

const many = 100;

/** Fewest and most arguments by name. */
export const functionArities = {
  abs: [1, 1],
  ceil: [1, 1],
  contains: [2, 2],
  default: [2, 2],
  encodeUrl: [1, 1],
  endsWith: [2, 2],
  first: [1, 1],
  floor: [1, 1],
  formatDate: [1, 3],
  isEmpty: [1, 1],
  join: [1, 2],
  json: [1, 1],
  keys: [1, 1],
  last: [1, 1],
  length: [1, 1],
  lower: [1, 1],
  max: [1, many],
  min: [1, many],
  number: [1, 1],
  parseJson: [1, 1],
  pluck: [2, 2],
  replace: [3, 3],
  reverse: [1, 1],
  round: [1, 2],
  slice: [2, 3],
  split: [2, 2],
  startsWith: [2, 2],
  string: [1, 1],
  sum: [1, 1],
  trim: [1, 1],
  typeOf: [1, 1],
  upper: [1, 1],
  values: [1, 1],
} as const satisfies Record<string, readonly [min: number, max: number]>;

export type FunctionName = keyof typeof functionArities;

/** Whether a name is one of the list. */
export function isFunctionName(name: string): name is FunctionName {
  return Object.hasOwn(functionArities, name);
}

/** How many arguments a function takes; undefined when there is none of that name. */
export function functionArity(name: string): { min: number; max: number } | undefined {
  if (!isFunctionName(name)) return undefined;
  const [min, max] = functionArities[name];
  return { min, max };
}
