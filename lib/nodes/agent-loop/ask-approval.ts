// A call of a tool as people are asked for it, and their answer: the arguments it is made with, or why it is not made.

import { z } from "zod";
import type { Assignees, Wait } from "../../run-log/events";
import { checkSchema, tellFaults } from "../../shared/check-schema";
import type { Clock } from "../../shared/clock";
import type { JsonObject } from "../../shared/json";
import type { OpenTool } from "../contract";
import { fieldsOfSchema } from "../schema-fields";

/** Who is asked and how long they have. */
export interface ApprovalTerms {
  assignees: Assignees;
  hours: number | null;
}

const answerSchema = z.object({
  kind: z.literal("approval"),
  status: z.enum(["approved", "rejected", "expired"]),
  values: z.record(z.string(), z.json()),
  comment: z.string(),
  decidedBy: z.object({ id: z.string(), name: z.string() }).nullable(),
});

export type Verdict =
  | { call: true; arguments: JsonObject; by: string | null }
  /** A sentence for the model. */
  | { call: false; decision: "rejected" | "expired"; message: string };

/** What a call waits for. */
export function approvalWait(tool: OpenTool, args: JsonObject, terms: ApprovalTerms, clock: Clock): Wait {
  return {
    kind: "approval",
    title: tool.title.slice(0, 300),
    body: tool.description.slice(0, 2_000),
    form: fieldsOfSchema(tool.inputSchema, args),
    draft: null,
    assignees: terms.assignees,
    until: terms.hours === null ? null : clock.now() + Math.round(terms.hours * 3_600_000),
    toolCall: { toolId: tool.id, name: tool.name, arguments: args },
  };
}

/** What was decided; null where the answer is that of another wait. */
export function readVerdict(answer: JsonObject | undefined, tool: OpenTool, args: JsonObject): Verdict | null {
  if (answer?.kind !== "approval") return null;
  const { status, values, comment, decidedBy } = answerSchema.parse(answer);
  const said = comment.trim() === "" ? "" : ` Their comment: ${comment.trim()}`;
  if (status === "expired") {
    return { call: false, decision: "expired", message: "Nobody approved this call in time, so it was not made." };
  }
  if (status === "rejected") {
    return { call: false, decision: "rejected", message: `This call was rejected by a person and not made.${said}` };
  }
  const edited = editArguments(tool, args, values);
  const faults = checkSchema(edited, tool.inputSchema);
  if (faults.length > 0) {
    const message = `A person changed the arguments so that they do not fit, and the call was not made. ${tellFaults(faults)}`;
    return { call: false, decision: "rejected", message };
  }
  return { call: true, arguments: edited, by: decidedBy?.name ?? null };
}

/** The arguments with what the form says of them; what the form can't show stays as it was. */
function editArguments(tool: OpenTool, args: JsonObject, values: JsonObject): JsonObject {
  const edited: JsonObject = { ...args };
  for (const { name, required, type } of fieldsOfSchema(tool.inputSchema, args)) {
    const value = Object.hasOwn(values, name) ? (values[name] ?? null) : null;
    if (value === null) continue;
    const wasThere = Object.hasOwn(args, name);
    // An empty box says nothing where nothing was said before, and takes away what may be missing.
    if (value === "" && type === "string" && !required) delete edited[name];
    else if (wasThere || required || value !== false) edited[name] = value;
  }
  return edited;
}
