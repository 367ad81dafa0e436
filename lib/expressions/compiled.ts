// A JSON value whose texts may be templates, prepared once and resolved as often as needed. What is resolved is never
// parsed again, so a value that looks like a template stays text.

import type { Json } from "../shared/json";
import type { Expression, ExpressionError, Template } from "./ast";

export type Compiled =
  /** Nothing in it has to be evaluated. */
  | { kind: "constant"; value: Json }
  | { kind: "template"; template: Template }
  | { kind: "expression"; expression: Expression }
  | { kind: "array"; items: readonly Compiled[] }
  | { kind: "object"; entries: readonly (readonly [key: string, value: Compiled])[] }
  /** Could not be parsed; resolving it fails with this error, so only the node that needs it fails. */
  | { kind: "invalid"; error: ExpressionError };
