// Pieces of config schemas that several node types share. Knows no node type.

import { z } from "zod";
import { graphLimits } from "../graph/schema";
import type { Json } from "../shared/json";

/** A text that may hold templates. Once resolved it can be any value, and its type says so. */
export const templateText: z.ZodType<Json> = z.string().max(graphLimits.text);

/** Any value, with templates in any of its texts. */
export const templateJson: z.ZodType<Json> = z.json();

/** Rows of a name and a template, such as headers. */
export const keyValueRows = z.array(z.object({ name: z.string().max(500), value: templateText })).max(200);
export type KeyValueRow = z.infer<typeof keyValueRows>[number];
