// Parts of contracts that runs and conversations share. By themselves, so that the chat need not load all that is asked
// of runs.

import { z } from "zod";

export const maxInputBytes = 4 * 1_048_576;

export const runErrorSchema = z.object({
  code: z.string(),
  message: z.string(),
  nodeId: z.string().optional(),
  path: z.string().optional(),
  field: z.string().optional(),
  params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
