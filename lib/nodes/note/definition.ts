// A remark on the canvas. It has no handles and never runs.

import { z } from "zod";
import { defineNode } from "../define-node";

const configSchema = z.object({ text: z.string().max(20_000).optional() });

export const noteNode = defineNode({
  type: "note",
  role: "note",
  category: "flow",
  icon: "sticky-note",
  configSchema,
  fields: [{ key: "text", control: "textarea", group: "basic", maxLength: 20_000, default: "" }],
  handles: { targets: [], sources: [] },
});
