// Texts that people are shown outside of a run have a size that a page and a row can hold. Knows no node type.

import { textOf } from "../expressions/values";
import { AppError } from "../shared/errors";
import type { Json } from "../shared/json";

/** A resolved template as a text; one that is too long fails with its field rather than being shown in part. */
export function textWithin(value: Json | undefined, field: string, max: number): string {
  const text = textOf(value ?? null, 0);
  if (text.length <= max) return text;
  throw fieldFault(field, `The text has ${text.length} characters; at most ${max} are possible here.`);
}

/** A resolved template as a heading of at most `max` characters: what is longer ends in an ellipsis, since it only names. */
export function headingOf(value: Json | undefined, max: number): string {
  const text = textOf(value ?? null, 0);
  // Half of a character would not be text any more.
  return text.length <= max ? text : `${text.slice(0, max - 1).replace(/[\ud800-\udbff]$/, "")}…`;
}

/** A failure of one field of a node's config. */
export function fieldFault(field: string, message: string): AppError {
  return new AppError("node_failed", message, {
    details: [{ path: `config.${field}`, code: "field_invalid", message }],
  });
}
