// Arrays as the driver reads and writes them. It would ask the server for their types on each new connection, and where
// that question was lost with a server that went, it went on without: a list of texts was a text then. Knows no client.

import { makePgArray } from "drizzle-orm/pg-core";
import type { PostgresType } from "postgres";

function arraysOf(oid: number, read: (element: string) => unknown): PostgresType {
  return {
    to: oid,
    from: [oid],
    // What is written as a literal already stays as it is.
    serialize: (value: unknown) => (Array.isArray(value) ? makePgArray(value) : value),
    parse: (text: string) => elementsOf(text).map(read),
  };
}

/** The elements of a literal such as `{a,"b, c"}`: quoted where they hold more than plain characters, `\` before any. */
function elementsOf(text: string): string[] {
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"|([^,{}"]+)/gs)].map(
    ([, quoted, plain = ""]) => quoted?.replace(/\\(.)/gs, "$1") ?? plain,
  );
}

const asIs = (element: string) => element;

/** Lists of one dimension without nulls: all that statements of this product give and take, and those of catalogues. */
export const arrayTypes = {
  boolArray: arraysOf(1000, (element) => element === "t"),
  nameArray: arraysOf(1003, asIs),
  int4Array: arraysOf(1007, Number),
  textArray: arraysOf(1009, asIs),
  // Beyond what a number holds exactly, as the driver gives single ones.
  int8Array: arraysOf(1016, asIs),
  uuidArray: arraysOf(2951, asIs),
} satisfies Record<string, PostgresType>;
