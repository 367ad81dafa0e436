// Asks first, and when it is run again with the decision tells what was decided.

import { z } from "zod";
import type { NodeResult } from "../../engine/ports";
import { textOf } from "../../expressions/values";
import type { JsonObject } from "../../shared/json";
import { headingOf, textWithin } from "../clip-text";
import type { Executor } from "../contract";
import { wholeFieldsOf } from "../read-config";
import type { ApprovalConfig } from "./definition";

const limits = { title: 300, body: 100_000, draft: 100_000 } as const;

const answerSchema = z.object({
  kind: z.literal("approval"),
  status: z.enum(["approved", "rejected", "expired"]),
  values: z.record(z.string(), z.json()),
  text: z.string().nullable(),
  comment: z.string(),
  decidedBy: z.object({ id: z.string(), name: z.string() }).nullable(),
});
type Answer = z.infer<typeof answerSchema>;

const outcomes = { expire: "expired", approve: "approved", reject: "rejected" } as const;

function decided(config: ApprovalConfig, form: JsonObject, answer: Answer): NodeResult {
  const { values: given, comment, decidedBy } = answer;
  const outcome = answer.status === "expired" ? outcomes[config.onDeadline ?? "expire"] : answer.status;
  const values = Object.fromEntries(
    wholeFieldsOf(form.form).map((field) => [
      field.name,
      (Object.hasOwn(given, field.name) ? given[field.name] : null) ?? field.default ?? null,
    ]),
  );
  const text = config.editable === true ? (answer.text ?? textOf(config.draft ?? null, 0)) : null;
  return {
    // Fields of the form stand beside the rest under their own names, which can't be taken.
    outputs: { ...values, decision: outcome, values, text, comment, decided_by: decidedBy },
    handles: [outcome],
  };
}

export const runApproval: Executor<ApprovalConfig> = ({ node, config, answer }, { clock }) => {
  // An answer of another kind let the node start, such as that of a breakpoint before it.
  if (answer?.kind === "approval") return decided(config, node.config, answerSchema.parse(answer));
  const { deadlineHours, assignees } = config;
  return {
    outputs: {},
    wait: {
      kind: "approval",
      title: headingOf(config.title, limits.title),
      body: textWithin(config.body, "body", limits.body),
      form: wholeFieldsOf(node.config.form),
      draft: config.editable === true ? textWithin(config.draft, "draft", limits.draft) : null,
      assignees: { users: assignees?.users ?? [], roles: assignees?.roles ?? [] },
      until: deadlineHours === undefined ? null : clock.now() + Math.round(deadlineHours * 3_600_000),
    },
  };
};
