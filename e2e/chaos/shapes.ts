// The kinds of workflows that are run, each with what it must give: computed here from its inputs, by other means than
// the product's. Every one takes a number and ends with a `result`.

import { cutTokens, words } from "@/e2e/fixtures/model-script";
import type { Field, Graph } from "@/lib/graph/schema";
import { graphOf } from "@/lib/runs/testing/graphs";
import type { Json, JsonObject } from "@/lib/shared/json";

type Nodes = Parameters<typeof graphOf>[0];
type Sketch = Nodes[string];

export interface World {
  effectUrl: string;
  modelId: string;
  /** Ids of published workflows that others call. */
  called: { quick: string; slow: string; endless: string };
  /** An agent that passes its question on to the model. */
  agentId: string;
}

export interface Shape {
  name: string;
  graph(world: World): Graph;
  /** What a run with this number has to give. */
  result(n: number): Json;
  /** What it has to say; nothing where absent. */
  response?(n: number): string;
  query?(n: number): string;
  /** What becomes of it; success where absent. */
  end?: "cancelled";
  /** After how many milliseconds whoever started it has it cancelled. */
  cancelAfterMs?(n: number): number;
  /** Paths from which the outside is changed, once each. */
  effects?(n: number): string[];
  /** Sleeps for somebody or something: it takes longer than it works. */
  waits?: true;
}

const start: Sketch = {
  type: "start",
  config: { variables: [{ name: "n", type: "number", required: true }] },
};
const value = (name: string, text: Json, type: Field["type"] = "any"): Field => ({ name, type, value: text });
const end = (result: Json): Sketch => ({ type: "end", inputs: [value("result", result)] });
const template = (text: string, more: Partial<Sketch> = {}): Sketch => ({
  type: "template",
  config: { text },
  ...more,
});
const items = (list: Json): Field => ({ ...value("items", list, "array"), required: true, isSystem: true });

/** Asks the counting server; tells it the run and the place, which it can't know from the key. */
function effect(url: string, path: string, asked: Json, more: Partial<Sketch> = {}): Sketch {
  const headers: JsonObject[] = [
    { name: "X-Run", value: "{{ sys.run_id }}" },
    { name: "X-Path", value: path },
  ];
  return {
    type: "http-request",
    config: { method: "POST", url, headers, bodyType: "json", bodyJson: { value: asked } },
    ...more,
  };
}

/** While processes start again and again on few cores, everything is slow. */
const patientMs = 60_000;

const range = (count: number) => Array.from({ length: count }, (_, i) => i);

const chain: Shape = {
  name: "chain",
  graph: () =>
    graphOf(
      {
        start,
        a: template("{{ start.n }}."),
        b: template("{{ a.text }}."),
        c: template("{{ b.text }}."),
        d: template("{{ c.text }}."),
        end: end("{{ d.text }}"),
      },
      ["start -> a", "a -> b", "b -> c", "c -> d", "d -> end"],
    ),
  result: (n) => `${n}....`,
};

const fan: Shape = {
  name: "parallel fan with join",
  graph: () => {
    const branches = range(5).map((i) => `branch_${i}`);
    const nodes: Nodes = { start };
    for (const [i, id] of branches.entries()) nodes[id] = template(`{{ start.n + ${i} }}`);
    nodes.join = template(branches.map((id) => `{{ ${id}.text }}`).join("|"));
    nodes.end = end("{{ join.text }}");
    const ways = branches.flatMap((id) => [`start -> ${id}`, `${id} -> join`]);
    return graphOf(nodes, [...ways, "join -> end"]);
  },
  result: (n) =>
    range(5)
      .map((i) => n + i)
      .join("|"),
};

const choice: Shape = {
  name: "condition and switch",
  graph: () =>
    graphOf(
      {
        start,
        which: {
          type: "condition",
          config: {
            cases: [{ id: "even", logic: "and", rules: [{ left: "{{ start.n % 2 }}", operator: "is", right: "0" }] }],
          },
        },
        third: {
          type: "switch",
          config: { value: "start.n % 3", branches: [{ id: "zero", value: "0" }] },
        },
        even: template("even"),
        zero: template("zero"),
        other: template("other"),
        join: template("{{ even.text }}{{ zero.text }}{{ other.text }}"),
        end: end("{{ join.text }}"),
      },
      [
        "start -> which",
        "which:even -> even",
        "which:else -> third",
        "third:zero -> zero",
        "third:default -> other",
        "even -> join",
        "zero -> join",
        "other -> join",
        "join -> end",
      ],
    ),
  result: (n) => (n % 2 === 0 ? "even" : n % 3 === 0 ? "zero" : "other"),
};

const code: Shape = {
  name: "code",
  graph: () =>
    graphOf(
      {
        start,
        work: {
          type: "code",
          config: { source: "return { result: inputs.n * 7 + 1 };", timeoutMs: patientMs },
          inputs: [value("n", "{{ start.n }}", "number")],
          outputs: [{ name: "result", type: "number" }],
        },
        end: end("{{ work.result }}"),
      },
      ["start -> work", "work -> end"],
    ),
  result: (n) => n * 7 + 1,
};

const effects: Shape = {
  name: "effects",
  graph: ({ effectUrl }) =>
    graphOf(
      {
        start,
        first: effect(effectUrl, "first", "{{ start.n }}"),
        second: effect(effectUrl, "second", "{{ first.json.value }}"),
        beside: effect(effectUrl, "beside", "{{ start.n + 1 }}"),
        end: end("{{ second.json.value + beside.json.value }}"),
      },
      ["start -> first", "first -> second", "start -> beside", "second -> end", "beside -> end"],
    ),
  result: (n) => n * 4 + (n + 1) * 2,
  effects: () => ["first", "second", "beside"],
};

const retries: Shape = {
  name: "retries",
  graph: ({ effectUrl }) =>
    graphOf(
      {
        start,
        flaky: effect(`${effectUrl}/flaky`, "flaky", "{{ start.n }}", {
          policy: { retry: { max: 3, delayMs: 50, backoff: 2 } },
        }),
        end: end("{{ flaky.json.value }}"),
      },
      ["start -> flaky", "flaky -> end"],
    ),
  result: (n) => n * 2,
  effects: () => ["flaky"],
};

const spoken = (n: number) => 20 + (n % 40);
const model: Shape = {
  name: "streamed answer of a model",
  graph: ({ modelId }) =>
    graphOf(
      {
        start,
        before: { type: "answer", renderMode: "message", config: { text: "{{ start.n }}: " } },
        llm: { type: "llm", renderMode: "message", config: { modelId, prompt: "{{ start.query }}" } },
        end: end("{{ llm.text }}"),
      },
      ["start -> before", "before -> llm", "llm -> end"],
    ),
  query: (n) => `[[words:${spoken(n)}]] [[slow:10]]`,
  result: (n) => cutTokens(words(spoken(n))).join(""),
  response: (n) => `${n}: ${words(spoken(n))}`,
};

const turns = (n: number) => 2 + (n % 3);
const loop: Shape = {
  name: "loop with an effect",
  graph: ({ effectUrl }) =>
    graphOf(
      {
        start,
        again: {
          type: "loop",
          config: {
            condition: "again.index < 2 + start.n % 3",
            maxTurns: 9,
            next: [{ name: "sum", value: "{{ again.sum + call.json.value }}" }],
          },
          inputs: [value("sum", 0, "number")],
        },
        call: effect(effectUrl, "again[{{ again.index }}]/call", "{{ start.n + again.index }}", { parentId: "again" }),
        end: end("{{ again.sum }}"),
      },
      ["start -> again", "again -> end"],
    ),
  result: (n) => range(turns(n)).reduce((sum, i) => sum + (n + i) * 2, 0),
  effects: (n) => range(turns(n)).map((i) => `again[${i}]/call`),
};

const iteration: Shape = {
  name: "iteration, four at a time, errors collected",
  graph: ({ effectUrl }) =>
    graphOf(
      {
        start,
        each: {
          type: "iteration",
          config: { output: "{{ call.json.value }}", parallel: 4, onError: "collect" },
          inputs: [items([0, 1, 2, 3, 4, 5])],
        },
        check: {
          type: "code",
          parentId: "each",
          config: {
            source: "if (inputs.i === 2) throw new Error('two'); return { result: inputs.i };",
            timeoutMs: patientMs,
          },
          inputs: [value("i", "{{ each.item }}", "number")],
          outputs: [{ name: "result", type: "number" }],
        },
        call: effect(effectUrl, "each[{{ each.index }}]/call", "{{ start.n + check.result }}", { parentId: "each" }),
        end: end("{{ each.results }}"),
      },
      ["start -> each", "check -> call", "each -> end"],
    ),
  result: (n) => range(6).map((i) => (i === 2 ? null : (n + i) * 2)),
  effects: () => [0, 1, 3, 4, 5].map((i) => `each[${i}]/call`),
};

const nested: Shape = {
  name: "loops in an iteration",
  graph: ({ effectUrl }) =>
    graphOf(
      {
        start,
        each: {
          type: "iteration",
          config: { output: "{{ again.sum }}", parallel: 2 },
          inputs: [items(["{{ start.n }}", "{{ start.n + 1 }}", "{{ start.n + 2 }}"])],
        },
        again: {
          type: "loop",
          parentId: "each",
          config: { maxTurns: 2, next: [{ name: "sum", value: "{{ again.sum + call.json.value }}" }] },
          inputs: [value("sum", 0, "number")],
        },
        call: effect(
          effectUrl,
          "each[{{ each.index }}]/again[{{ again.index }}]/call",
          "{{ each.item * 10 + again.index }}",
          { parentId: "again" },
        ),
        say: {
          type: "answer",
          renderMode: "message",
          parentId: "each",
          config: { text: "{{ each.index }};" },
        },
        end: end("{{ each.results }}"),
      },
      ["start -> each", "again -> say", "each -> end"],
    ),
  result: (n) => range(3).map((i) => (n + i) * 40 + 2),
  response: () => "0;1;2;",
  effects: () => range(3).flatMap((i) => range(2).map((turn) => `each[${i}]/again[${turn}]/call`)),
};

/** Called by others: changes something and gives a number. */
export const quickCalled: Shape = {
  name: "called by others",
  graph: ({ effectUrl }) =>
    graphOf({ start, call: effect(effectUrl, "call", "{{ start.n }}"), end: end("{{ call.json.value }}") }, [
      "start -> call",
      "call -> end",
    ]),
  result: (n) => n * 2,
  effects: () => ["call"],
};

/** Called by others: sleeps for a second, so that who called it sleeps too. */
export const slowCalled: Shape = {
  name: "called by others, slow",
  graph: () =>
    graphOf({ start, pause: { type: "wait", config: { amount: 1, unit: "seconds" } }, end: end("{{ start.n + 5 }}") }, [
      "start -> pause",
      "pause -> end",
    ]),
  result: (n) => n + 5,
  waits: true,
};

/** Called by what is cancelled: never ends by itself. */
export const endlessCalled: Shape = {
  name: "called by others, endless",
  graph: () =>
    graphOf({ start, pause: { type: "wait", config: { amount: 300, unit: "days" } }, end: end("{{ start.n }}") }, [
      "start -> pause",
      "pause -> end",
    ]),
  end: "cancelled",
  result: () => null,
  waits: true,
};

const calls = (workflowId: string): Sketch => ({
  type: "sub-workflow",
  config: { workflowId },
  inputs: [value("n", "{{ start.n }}", "number")],
});
const caller: Shape = {
  name: "workflows within a workflow",
  graph: ({ called }) =>
    graphOf(
      {
        start,
        quick: calls(called.quick),
        slow: calls(called.slow),
        end: end("{{ quick.outputs.result + slow.outputs.result }}"),
      },
      ["start -> quick", "start -> slow", "quick -> end", "slow -> end"],
    ),
  result: (n) => n * 2 + n + 5,
  waits: true,
};

const mostTurns = 40;
const cancelled: Shape = {
  name: "cancelled with what it called",
  graph: ({ effectUrl, called }) =>
    graphOf(
      {
        start,
        endless: calls(called.endless),
        again: { type: "loop", config: { maxTurns: mostTurns } },
        call: effect(effectUrl, "again[{{ again.index }}]/call", "{{ start.n + again.index }}", { parentId: "again" }),
        pause: { type: "wait", parentId: "again", config: { amount: 1, unit: "seconds" } },
        end: end("{{ start.n }}"),
      },
      ["start -> endless", "start -> again", "call -> pause", "endless -> end", "again -> end"],
    ),
  end: "cancelled",
  cancelAfterMs: (n) => (n % 7) * 400,
  result: () => null,
  effects: () => range(mostTurns).map((i) => `again[${i}]/call`),
  waits: true,
};

const agent: Shape = {
  name: "an agent asked by a workflow",
  graph: ({ agentId }) =>
    graphOf(
      {
        start,
        ask: { type: "agent-call", config: { agentId, query: "[[words:{{ 20 + start.n % 40 }}]]" } },
        end: end("{{ ask.response }}"),
      },
      ["start -> ask", "ask -> end"],
    ),
  result: (n) => words(spoken(n)),
  response: (n) => words(spoken(n)),
  waits: true,
};

const approval: Shape = {
  name: "approval",
  graph: ({ effectUrl }) =>
    graphOf(
      {
        start,
        before: effect(effectUrl, "before", "{{ start.n }}"),
        ask: {
          type: "approval",
          config: { title: "{{ start.n }}", form: [{ name: "amount", type: "number", required: true }] },
        },
        yes: effect(effectUrl, "yes", "{{ ask.amount }}"),
        no: template("rejected"),
        end: end("{{ yes.json.value ?? no.text }}"),
      },
      ["start -> before", "before -> ask", "ask:approved -> yes", "ask:rejected -> no", "yes -> end", "no -> end"],
    ),
  result: (n) => (isApproved(n) ? amountOf(n) * 2 : "rejected"),
  effects: (n) => (isApproved(n) ? ["before", "yes"] : ["before"]),
  waits: true,
};
/** What whoever decides says to the number in an approval's title. */
export const isApproved = (n: number) => n % 3 !== 0;
export const amountOf = (n: number) => n * 3;

const timer: Shape = {
  name: "wait for a time",
  graph: ({ effectUrl }) =>
    graphOf(
      {
        start,
        before: effect(effectUrl, "before", "{{ start.n }}"),
        pause: { type: "wait", config: { amount: 1, unit: "seconds" } },
        end: end("{{ before.json.value + (pause.waited_ms >= 1000 ? 1 : 0) }}"),
      },
      ["start -> before", "before -> pause", "pause -> end"],
    ),
  result: (n) => n * 2 + 1,
  effects: () => ["before"],
  waits: true,
};

const event: Shape = {
  name: "wait for an event",
  graph: ({ effectUrl }) =>
    graphOf(
      {
        start,
        paid: { type: "wait", config: { mode: "event", key: "paid {{ start.n }}" } },
        after: effect(effectUrl, "after", "{{ paid.data.sum }}"),
        end: end("{{ after.json.value }}"),
      },
      ["start -> paid", "paid:received -> after", "after -> end"],
    ),
  result: (n) => sumOf(n) * 2,
  effects: () => ["after"],
  waits: true,
};
/** What the event that ends the wait of number n brings. */
export const sumOf = (n: number) => n + 100;

const asking: Shape = {
  name: "approvals in an iteration",
  graph: () =>
    graphOf(
      {
        start,
        each: {
          type: "iteration",
          config: { output: "{{ ask.amount }}", parallel: 3 },
          inputs: [items([0, 1, 2])],
        },
        ask: {
          type: "approval",
          parentId: "each",
          // Numbers that are approved.
          config: {
            title: "{{ (start.n + each.item) * 3 + 1 }}",
            form: [{ name: "amount", type: "number", required: true }],
          },
        },
        end: end("{{ each.results }}"),
      },
      ["start -> each", "each -> end"],
    ),
  result: (n) => range(3).map((i) => amountOf((n + i) * 3 + 1)),
  waits: true,
};

/** Everything that clients start. */
export const shapes: readonly Shape[] = [
  chain,
  fan,
  choice,
  code,
  effects,
  retries,
  model,
  loop,
  iteration,
  nested,
  caller,
  cancelled,
  agent,
  approval,
  asking,
  timer,
  event,
];
