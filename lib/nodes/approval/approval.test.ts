import { describe, expect, it } from "vitest";
import { systemClock } from "../../shared/clock";
import type { JsonObject } from "../../shared/json";
import { makeNode, runOne } from "../run-one.test-support";
import { approvalNode } from "./definition";

const clock = { ...systemClock, now: () => 1_000_000 };
const ada = "01890000-0000-7000-8000-000000000001";
const ask = async (config: JsonObject, answer?: JsonObject) =>
  (await runOne("approval", { config: { title: "Refund", ...config }, ...(answer ? { answer } : {}) }, { clock }))
    .result;
const answer = (status: string, more: JsonObject = {}): JsonObject => ({
  kind: "approval",
  status,
  values: {},
  text: null,
  comment: "",
  by: "user",
  decidedBy: { id: ada, name: "Ada" },
  decidedAt: "2027-01-31T09:00:00.000Z",
  ...more,
});
const form = [
  { name: "amount", type: "number", required: true },
  { name: "reason", type: "string", default: "none", options: ["none", "late"] },
];
const sources = (config: JsonObject) => approvalNode.handlesOf(makeNode("approval", config)).sources.map((h) => h.id);

describe("an approval", () => {
  it("waits, with all that people need to decide", async () => {
    const config = {
      body: { sum: 80 },
      assignees: { users: [ada], roles: [] },
      form,
      editable: true,
      draft: "Dear Ada",
      deadlineHours: 0.5,
    };
    expect((await ask(config)).wait).toEqual({
      kind: "approval",
      title: "Refund",
      body: '{"sum":80}',
      form,
      draft: "Dear Ada",
      assignees: { users: [ada], roles: [] },
      until: 1_000_000 + 1_800_000,
    });
    expect((await ask({ draft: "left from before" })).wait).toEqual({
      kind: "approval",
      title: "Refund",
      body: "",
      form: [],
      draft: null,
      assignees: { users: [], roles: [] },
      until: null,
    });
  });
  it("still waits when it was a breakpoint that ended", async () => {
    expect((await ask({}, { kind: "breakpoint" })).wait).toMatchObject({ kind: "approval" });
  });
  it("gives the decision, the values of the form by their names, and the text as it was changed", async () => {
    const config = { form, editable: true, draft: "Dear Ada" };
    const given = answer("approved", { values: { amount: 7, other: 1 }, text: "Dear Ben", comment: "Fine" });
    expect(await ask(config, given)).toEqual({
      outputs: {
        decision: "approved",
        values: { amount: 7, reason: "none" },
        amount: 7,
        reason: "none",
        text: "Dear Ben",
        comment: "Fine",
        decided_by: { id: ada, name: "Ada" },
      },
      handles: ["approved"],
    });
    const rejected = await ask(config, answer("rejected"));
    expect(rejected.outputs).toMatchObject({ decision: "rejected", amount: null, text: "Dear Ada" });
    expect(rejected.handles).toEqual(["rejected"]);
    expect((await ask({}, answer("approved", { text: "stray" }))).outputs.text).toBeNull();
  });
  it("does after the deadline what its config says", async () => {
    const late = answer("expired", { by: "deadline", decidedBy: null });
    const deadline = { deadlineHours: 1 };
    for (const [onDeadline, outcome] of [
      ["expire", "expired"],
      ["approve", "approved"],
      ["reject", "rejected"],
    ] as const) {
      const result = await ask({ ...deadline, onDeadline }, late);
      expect(result).toMatchObject({ outputs: { decision: outcome, decided_by: null }, handles: [outcome] });
      expect(sources({ ...deadline, onDeadline })).toContain(outcome);
    }
  });
  it("has a way for the deadline only where the run can take it", () => {
    expect(sources({})).toEqual(["approved", "rejected"]);
    expect(sources({ deadlineHours: 1 })).toEqual(["approved", "rejected", "expired"]);
    expect(sources({ deadlineHours: 1, onDeadline: "reject" })).toEqual(["approved", "rejected"]);
    expect(sources({ onDeadline: "expire" })).toEqual(["approved", "rejected"]);
  });
  it("refuses texts that no page can hold, naming the field", async () => {
    await expect(ask({ body: "x".repeat(100_001) })).rejects.toMatchObject({
      code: "node_failed",
      details: [{ path: "config.body" }],
    });
    await expect(ask({ editable: true, draft: "x".repeat(100_001) })).rejects.toThrow(/100001 characters/);
  });
  it("shortens a title that is too long for a heading", async () => {
    const { wait } = await ask({ title: `${"x".repeat(298)}😀 and more` });
    expect(wait).toMatchObject({ title: `${"x".repeat(298)}…` });
  });
  it("tells fields of the form that have the name of another output, and a text to change that is missing", () => {
    const node = makeNode("approval", {
      title: "Refund",
      form: [
        { name: "decision", type: "string" },
        { name: "amount", type: "number" },
        { name: "amount", type: "any" },
      ],
      editable: true,
    });
    expect(approvalNode.checkConfig(node).map((fault) => `${fault.field} ${fault.code}`)).toEqual([
      "config.draft field_missing",
      "config.form.0.name field_invalid",
      "config.form.2.name field_invalid",
    ]);
    expect(approvalNode.outputsOf(node).map((field) => field.name)).toEqual([
      "decision",
      "values",
      "text",
      "comment",
      "decided_by",
      "amount",
    ]);
  });
});
