// Loops, iterations, approvals and waits of the real types through the real engine: lists in lists, pages of an API,
// decisions in the middle of a loop.

import { describe, expect, it } from "vitest";
import type { Field, Graph } from "../graph/schema";
import { httpCall } from "../net/http-call";
import { serve } from "../net/testing/serve";
import { systemClock } from "../shared/clock";
import type { JsonObject } from "../shared/json";
import type { NodeContext } from "./contract";
import { graphOf, runGraph, startGraph } from "./run-graph.test-support";

const inside = (parentId: string) => ({ parentId });
const given = (name: string, type: Field["type"], value: Field["value"]): Field => ({
  name,
  type,
  value: value ?? null,
});
const items = (value: string): Field => ({ ...given("items", "array", value), isSystem: true, required: true });
const asksFor = (name: string, type: string): JsonObject => ({ variables: [{ name, type, required: true }] });
const decided = (status: string, more: JsonObject = {}): JsonObject => ({
  kind: "approval",
  status,
  values: {},
  text: null,
  comment: "",
  by: "user",
  decidedBy: null,
  decidedAt: "2027-01-31T09:00:00.000Z",
  ...more,
});

describe("an iteration", () => {
  it("goes through lists in lists and keeps their order", async () => {
    const graph = graphOf(
      [
        ["start", "start", asksFor("orders", "array")],
        [
          "orders",
          "iteration",
          { output: "{{ label.text }}", parallel: 2 },
          { inputs: [items("{{ start.orders }}"), given("sign", "string", "Ada")] },
        ],
        [
          "lines",
          "iteration",
          { output: "{{ line.text }}", parallel: 3 },
          { ...inside("orders"), inputs: [items("{{ orders.item.lines }}")] },
        ],
        ["line", "template", { text: "{{ orders.item.id }}-{{ lines.index }}: {{ lines.item }}" }, inside("lines")],
        ["label", "template", { text: "{{ orders.sign }} {{ lines.count }} {{ lines.results }}" }, inside("orders")],
        ["end", "end", {}, { inputs: [given("labels", "array", "{{ orders.results }}")] }],
      ],
      ["start -> orders", "lines -> label", "orders -> end"],
    );
    const orders = [
      { id: "a", lines: ["tea", "milk"] },
      { id: "b", lines: [] },
      { id: "c", lines: ["jam"] },
    ];
    expect((await runGraph(graph, { inputs: { orders } })).end).toMatchObject({
      status: "succeeded",
      outputs: { labels: ['Ada 2 ["a-0: tea","a-1: milk"]', "Ada 0 []", 'Ada 1 ["c-0: jam"]'] },
    });
  });

  const checked = (onError: string): Graph =>
    graphOf(
      [
        ["start", "start", asksFor("numbers", "array")],
        [
          "each",
          "iteration",
          { output: "{{ code.result }}", onError, parallel: 2 },
          { inputs: [items("{{ start.numbers }}")] },
        ],
        [
          "code",
          "code",
          { source: "if (inputs.n < 0) throw new Error('negative'); return { result: inputs.n * 2 };" },
          {
            ...inside("each"),
            inputs: [given("n", "number", "{{ each.item }}")],
            outputs: [{ name: "result", type: "number" }],
          },
        ],
        [
          "end",
          "end",
          {},
          {
            inputs: [given("results", "array", "{{ each.results }}"), given("errors", "array", "{{ each.errors }}")],
          },
        ],
      ],
      ["start -> each", "each -> end"],
    );

  it("leaves failed turns out, keeps their places empty, or fails with what went wrong inside", async () => {
    const inputs = { numbers: [1, -1, 3] };
    const errors = [{ index: 1, code: "code_failed" }];
    const collected = await runGraph(checked("collect"), { inputs });
    expect(collected.end.outputs).toMatchObject({ results: [2, null, 6], errors });
    const skipped = await runGraph(checked("skip"), { inputs });
    expect(skipped.end.outputs).toMatchObject({ results: [2, 6], errors });
    const stopped = await runGraph(checked("stop"), { inputs });
    expect(stopped.end).toMatchObject({ status: "failed", error: { code: "code_failed", path: "each[1]/code" } });
  });

  it("fails by name where it is given no list", async () => {
    const { end } = await runGraph(checked("stop"), { inputs: { numbers: [[1]] } });
    expect(end.status).toBe("succeeded");
    const graph = graphOf(
      [
        ["start", "start", asksFor("one", "any")],
        ["each", "iteration", { output: "{{ each.item }}" }, { inputs: [items("{{ start.one }}")] }],
        ["work", "template", { text: "x" }, inside("each")],
      ],
      ["start -> each"],
    );
    expect((await runGraph(graph, { inputs: { one: "text" } })).end).toMatchObject({
      status: "failed",
      error: { code: "inputs_invalid", nodeId: "each" },
    });
  });
});

describe("a loop", () => {
  it("reads the pages of an API until there is no further one", async () => {
    const pages: JsonObject = {
      "/orders?page=1": { sum: 10, next: 2 },
      "/orders?page=2": { sum: 20, next: 3 },
      "/orders?page=3": { sum: 30, next: null },
    };
    await using server = await serve((request, response) => {
      response.setHeader("content-type", "application/json").end(JSON.stringify(pages[request.url ?? ""] ?? null));
    });
    const fetch: NodeContext["fetch"] = (call) => httpCall(call, server.policy);
    const graph = graphOf(
      [
        ["start", "start"],
        [
          "pages",
          "loop",
          {
            condition: "pages.page != null",
            maxTurns: 50,
            next: [
              { name: "page", value: "{{ call.json.next }}" },
              { name: "total", value: "{{ pages.total + call.json.sum }}" },
            ],
          },
          { inputs: [given("page", "number", 1), given("total", "number", 0)] },
        ],
        ["call", "http-request", { url: `${server.url}/orders?page={{ pages.page }}` }, inside("pages")],
        [
          "end",
          "end",
          {},
          { inputs: [given("total", "number", "{{ pages.total }}"), given("turns", "number", "{{ pages.turns }}")] },
        ],
      ],
      ["start -> pages", "pages -> end"],
    );
    const { end } = await runGraph(graph, { context: { fetch } });
    expect(end).toMatchObject({ status: "succeeded", outputs: { total: 60, turns: 3 } });
  });

  it("is left by a break, and a turn by what goes on with the next one", async () => {
    const rule = (left: string, right: string) => ({ left, operator: "is", right });
    const graph = graphOf(
      [
        ["start", "start"],
        ["loop", "loop", { maxTurns: 9 }],
        [
          "which",
          "condition",
          {
            cases: [
              { id: "one", logic: "and", rules: [rule("{{ loop.index }}", "1")] },
              { id: "three", logic: "and", rules: [rule("{{ loop.index }}", "3")] },
            ],
          },
          inside("loop"),
        ],
        ["next_turn", "continue", {}, inside("loop")],
        ["stop", "break", {}, inside("loop")],
        ["say", "answer", { text: "{{ loop.index }};" }, inside("loop")],
        ["last", "answer", { text: " {{ loop.turns }} by {{ loop.reason }}" }],
      ],
      ["start -> loop", "which:one -> next_turn", "which:three -> stop", "which:else -> say", "loop -> last"],
    );
    expect((await runGraph(graph)).end.response).toBe("0;2; 4 by break");
  });

  it("asks again until somebody approves, and takes what they said into the next turn", async () => {
    const graph = graphOf(
      [
        ["start", "start"],
        [
          "loop",
          "loop",
          { maxTurns: 5, next: [{ name: "draft", value: "{{ ask.text }} {{ ask.comment }}" }] },
          { inputs: [given("draft", "string", "Dear Ada")] },
        ],
        [
          "ask",
          "approval",
          { title: "Turn {{ loop.index }}", editable: true, draft: "{{ loop.draft }}" },
          inside("loop"),
        ],
        ["done", "break", {}, inside("loop")],
        ["reply", "answer", { text: "{{ loop.draft }} ({{ loop.turns }})" }],
      ],
      ["start -> loop", "ask:approved -> done", "loop -> reply"],
    );
    const first = await startGraph(graph);
    expect(first.end).toBeUndefined();
    expect(first.paused).toMatchObject({ until: null });
    expect(first.waits).toMatchObject({ "loop[0]/ask": { kind: "approval", title: "Turn 0", draft: "Dear Ada" } });
    const second = await first.answer({ "loop[0]/ask": decided("rejected", { comment: "Kinder" }) });
    expect(second.waits).toMatchObject({ "loop[1]/ask": { title: "Turn 1", draft: "Dear Ada Kinder" } });
    const last = await second.answer({ "loop[1]/ask": decided("approved", { text: "Dearest Ada" }) });
    expect(last.end).toMatchObject({ status: "succeeded", response: "Dearest Ada  (2)" });
  });
});

describe("waiting", () => {
  it("of several at once ends in any order, and the results keep theirs", async () => {
    const graph = graphOf(
      [
        ["start", "start", asksFor("names", "array")],
        ["each", "iteration", { output: "{{ ask.amount }}", parallel: 3 }, { inputs: [items("{{ start.names }}")] }],
        ["ask", "approval", { title: "{{ each.item }}", form: [{ name: "amount", type: "number" }] }, inside("each")],
        ["end", "end", {}, { inputs: [given("amounts", "array", "{{ each.results }}")] }],
      ],
      ["start -> each", "each -> end"],
    );
    const asked = await startGraph(graph, { inputs: { names: ["Ada", "Ben", "Cy"] } });
    expect(Object.keys(asked.waits)).toEqual(["each[0]/ask", "each[1]/ask", "each[2]/ask"]);
    const amount = (value: number) => decided("approved", { values: { amount: value } });
    const one = await asked.answer({ "each[2]/ask": amount(3) });
    expect(Object.keys(one.waits)).toEqual(["each[0]/ask", "each[1]/ask"]);
    const all = await one.answer({ "each[1]/ask": amount(2), "each[0]/ask": amount(1) });
    expect(all.end?.outputs).toEqual({ amounts: [1, 2, 3] });
  });

  it("for a time and for a message tells how long it took and what came", async () => {
    let now = Date.UTC(2027, 0, 31, 9);
    const clock = { ...systemClock, now: () => now };
    const graph = graphOf(
      [
        ["start", "start", asksFor("order", "string")],
        ["pause", "wait", { amount: 2, unit: "hours" }],
        ["paid", "wait", { mode: "event", key: "paid {{ start.order }}", timeLimitHours: 1 }],
        ["thanks", "answer", { text: "{{ paid.data.sum }} after {{ paid.waited_ms + pause.waited_ms }} ms" }],
        ["late", "answer", { text: "Nothing came" }],
      ],
      ["start -> pause", "pause -> paid", "paid:received -> thanks", "paid:timeout -> late"],
    );
    const paused = await startGraph(graph, { inputs: { order: "7" }, clock });
    expect(paused.paused?.until).toBe(now + 7_200_000);
    now += 7_200_500;
    const waiting = await paused.answer({ pause: { kind: "time" } });
    expect(waiting.waits).toEqual({ paid: { kind: "event", key: "paid 7", until: now + 3_600_000 } });
    now += 1_000;
    const came = await waiting.answer({ paid: { kind: "event", status: "received", data: { sum: 80 } } });
    expect(came.end?.response).toBe("80 after 7201500 ms");
    const out = await waiting.answer({ paid: { kind: "event", status: "timeout" } });
    expect(out.end?.response).toBe("Nothing came");
  });

  it("before a node does not count as the node's own", async () => {
    const graph = graphOf(
      [
        ["start", "start"],
        ["ask", "approval", { title: "Refund", deadlineHours: 1, onDeadline: "reject" }],
        ["no", "answer", { text: "{{ ask.decision }}" }],
      ],
      ["start -> ask", "ask:rejected -> no"],
    );
    const stopped = await startGraph(graph, { breakpoints: ["ask"] });
    expect(stopped.waits).toEqual({ ask: { kind: "breakpoint" } });
    const asked = await stopped.answer({ ask: { kind: "breakpoint" } });
    expect(asked.waits).toMatchObject({ ask: { kind: "approval", title: "Refund" } });
    const late = await asked.answer({ ask: decided("expired", { by: "deadline" }) });
    expect(late.end).toMatchObject({ status: "succeeded", response: "rejected" });
  });
});
