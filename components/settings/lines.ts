// Lists that are typed one entry a line. Pure.

import type { z } from "zod";

/** The entries of a text, without empty lines. */
export function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}

/** The first line that a schema refuses, if any. */
export function faultyLine(schema: z.ZodType, lines: readonly string[]): string | undefined {
  return lines.find((line) => !schema.safeParse(line).success);
}
