import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Edit } from "@/lib/graph/edit-schema";
import { edgeIdOf, freshNodeId } from "@/lib/graph/find-id";
import { emptyGraph, type Graph } from "@/lib/graph/schema";
import { catalogue } from "@/lib/nodes/catalogue";
import { newNode } from "@/lib/nodes/new-node";
import { AppError } from "@/lib/shared/errors";
import type { Kept } from "./keep-edits";
import { makeEditor, makeServer } from "./testing/fake-draft-server";

const place = { x: 0, y: 0 };
const llm = (id: string, name = id) => newNode(catalogue.llm, { id, name, position: place });
const start: Graph = {
  ...emptyGraph(),
  nodes: [newNode(catalogue.start, { id: "start", name: "Start", position: place }), llm("ask", "Ask")],
};
const prompt = (text: string, id = "ask"): Edit => ({ type: "configure", id, set: { prompt: text }, unset: [] });
const rename = (name: string, id = "ask"): Edit => ({ type: "update", id, set: { name } });
const add = (id: string): Edit => ({ type: "add", nodes: [llm(id)], edges: [] });
const promptOf = (graph: Graph, id = "ask") => graph.nodes.find((node) => node.id === id)?.config.prompt;
const nameOf = (graph: Graph, id = "ask") => graph.nodes.find((node) => node.id === id)?.name;

/** A graph without the order of its lists, which means nothing. */
function normal(graph: Graph) {
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  return { ...graph, nodes: graph.nodes.toSorted(byId), edges: graph.edges.toSorted(byId) };
}

describe("saving", () => {
  test("typing becomes one request, a moment after the last key", async () => {
    const server = makeServer(start);
    const editor = makeEditor(server);
    for (const text of ["H", "He", "Hel"]) {
      editor.draft.edit([prompt(text)], "configure ask prompt");
      await editor.pass(100);
    }
    expect(server.requests).toBe(0);
    expect(editor.state()).toBe("saving");
    await editor.pass(400);
    expect(server.requests).toBe(1);
    expect(promptOf(server.graph)).toBe("Hel");
    expect(editor.state()).toBe("saved");
  });

  test("typing the condition of a wire is one edit", async () => {
    const way = { source: "start", sourceHandle: "out", target: "ask", targetHandle: "in" };
    const id = edgeIdOf(way);
    const server = makeServer({ ...start, edges: [{ ...way, id }] });
    const stored: { kept: Kept | null } = { kept: null };
    const editor = makeEditor(server, stored);
    const set = (change: Extract<Edit, { type: "updateEdge" }>["set"]) =>
      editor.draft.edit([{ type: "updateEdge", id, set: change }], "wire");
    for (const condition of ["s", "sy", "sys.query"]) set({ condition });
    set({ dataMapping: { a: "{{ sys.query }}" } });
    expect(stored.kept?.edits).toHaveLength(1);
    await editor.pass(400);
    expect(server.graph.edges[0]).toMatchObject({ condition: "sys.query", dataMapping: { a: "{{ sys.query }}" } });
    editor.draft.undo();
    await editor.pass(400);
    expect(server.graph.edges).toEqual([{ ...way, id }]);
  });

  test("a note that is moved after it was resized keeps its size, and undoing gives it its own again", async () => {
    const note = newNode(catalogue.note, { id: "note", name: "Note", position: place });
    const server = makeServer({ ...start, nodes: [...start.nodes, note] });
    const editor = makeEditor(server);
    const size = { width: 300, height: 200 };
    const move = (x: number, more: { size?: typeof size } = {}): Edit => ({
      type: "move",
      moves: [{ id: "note", position: { x, y: 0 }, ...more }],
    });
    editor.draft.edit([move(0, { size })]);
    editor.draft.edit([move(40)]);
    await editor.pass(400);
    expect(server.graph.nodes.at(-1)).toMatchObject({ position: { x: 40, y: 0 }, size });
    editor.draft.undo();
    editor.draft.undo();
    await editor.pass(400);
    expect(server.graph.nodes.at(-1)).toEqual(note);
  });

  test("what the graph refuses is told and not sent", async () => {
    const server = makeServer(start);
    const editor = makeEditor(server);
    expect(editor.draft.edit([add("ask")])?.code).toBe("node_id_duplicate");
    await editor.pass(1_000);
    expect(server.requests).toBe(0);
    expect(editor.graph()).toBe(start);
  });

  test("without a connection edits are kept and sent when it is back", async () => {
    const server = makeServer(start);
    server.fates = ["lost", "lost"];
    const stored: { kept: Kept | null } = { kept: null };
    const editor = makeEditor(server, stored);
    editor.draft.edit([prompt("kept")]);
    await editor.pass(400);
    expect(editor.state()).toBe("offline");
    editor.draft.edit([rename("Also kept")]);
    expect(stored.kept?.edits).toHaveLength(2);
    await editor.pass(1_000);
    expect(editor.state()).toBe("offline");
    await editor.pass(2_000);
    expect(editor.state()).toBe("saved");
    expect([promptOf(server.graph), nameOf(server.graph)]).toEqual(["kept", "Also kept"]);
    expect(stored.kept).toBeNull();
  });

  test("an edit whose answer was lost is not there twice", async () => {
    const server = makeServer(start);
    server.fates = ["answer lost"];
    const editor = makeEditor(server);
    editor.draft.edit([add("llm")]);
    editor.draft.edit([prompt("once", "llm")]);
    await editor.pass(400);
    expect(editor.state()).toBe("offline");
    await editor.pass(10_000);
    expect(editor.state()).not.toBe("offline");
    expect(server.graph.nodes.map((node) => node.id)).toEqual(["start", "ask", "llm"]);
    expect(normal(editor.graph())).toEqual(normal(server.graph));
  });

  test("a crash of the browser loses nothing", async () => {
    const server = makeServer(start);
    const stored: { kept: Kept | null } = { kept: null };
    makeEditor(server, stored).draft.edit([prompt("before the crash")]);
    const later = makeEditor(server, stored);
    expect(promptOf(later.graph())).toBe("before the crash");
    await later.pass(0);
    expect(promptOf(server.graph)).toBe("before the crash");
    expect(stored.kept).toBeNull();
  });

  test("a refusal is shown and the edits stay", async () => {
    const server = makeServer(start);
    server.refusal = new AppError("forbidden", "Not any more.");
    const editor = makeEditor(server);
    editor.draft.edit([prompt("mine")]);
    await editor.pass(400);
    expect(editor.state()).toBe("refused");
    await expect(editor.draft.flush()).rejects.toMatchObject({ code: "forbidden" });
    server.refusal = null;
    await editor.draft.flush();
    expect(promptOf(server.graph)).toBe("mine");
  });
});

describe("two people", () => {
  test("changes of both are in the draft, and the slower one hears of it", async () => {
    const server = makeServer(start);
    const [ann, bo] = [makeEditor(server), makeEditor(server)];
    ann.draft.edit([prompt("by Ann")]);
    bo.draft.edit([rename("By Bo")]);
    await ann.pass(400);
    await bo.pass(400);
    expect(bo.state()).toBe("merged");
    expect([promptOf(bo.graph()), nameOf(bo.graph())]).toEqual(["by Ann", "By Bo"]);
    await bo.pass(1_000);
    expect([promptOf(server.graph), nameOf(server.graph)]).toEqual(["by Ann", "By Bo"]);
  });

  test("two nodes that got the same id become two nodes, and later edits find theirs", async () => {
    const server = makeServer(start);
    const [ann, bo] = [makeEditor(server), makeEditor(server)];
    ann.draft.edit([add("llm")]);
    ann.draft.edit([prompt("Ann's", "llm")]);
    bo.draft.edit([add("llm")]);
    bo.draft.edit([prompt("Bo's", "llm")]);
    const way = { source: "start", sourceHandle: "out", target: "llm", targetHandle: "in" };
    bo.draft.edit([{ type: "add", nodes: [], edges: [{ ...way, id: edgeIdOf(way) }] }]);
    await ann.pass(400);
    await bo.pass(400);
    await bo.pass(1_000);
    expect(server.graph.nodes.map((node) => [node.id, node.config.prompt]).slice(2)).toEqual([
      ["llm", "Ann's"],
      ["llm_2", "Bo's"],
    ]);
    expect(server.graph.edges.map((edge) => edge.target)).toEqual(["llm_2"]);
    bo.draft.undo();
    bo.draft.undo();
    bo.draft.undo();
    await bo.pass(1_000);
    expect(server.graph.nodes.map((node) => node.id)).toEqual(["start", "ask", "llm"]);
  });

  test("what was typed about a node that got another id follows it", async () => {
    const server = makeServer(start);
    const [ann, bo] = [makeEditor(server), makeEditor(server)];
    const wire = (source: string, target: string) => {
      const way = { source, sourceHandle: "out", target, targetHandle: "in" };
      return { ...way, id: edgeIdOf(way) };
    };
    ann.draft.edit([add("llm")]);
    bo.draft.edit([add("llm")]);
    bo.draft.edit([prompt("Sum up {{ llm.text }} and {{ ask.text }}")]);
    bo.draft.edit([{ type: "add", nodes: [], edges: [wire("llm", "ask")] }]);
    const before = bo.graph().edges[0]?.id ?? "";
    bo.draft.edit([{ type: "updateEdge", id: before, set: { condition: "llm.text != ''" } }]);
    const end = newNode(catalogue.end, { id: "end", name: "End", position: place });
    const result = { name: "answer", type: "any" as const, value: "{{ llm.text }}" };
    bo.draft.edit([{ type: "add", nodes: [{ ...end, inputs: [result] }], edges: [] }]);
    bo.draft.edit([{ type: "update", id: "end", set: { inputs: [result, { ...result, name: "again" }] } }]);
    await ann.pass(400);
    await bo.pass(400);
    await bo.pass(1_000);
    expect(bo.draft.store.getState()).toMatchObject({ droppedCount: 0, unsaved: 0 });
    expect(promptOf(server.graph)).toBe("Sum up {{ llm_2.text }} and {{ ask.text }}");
    expect(server.graph.edges).toMatchObject([{ source: "llm_2", target: "ask", condition: "llm_2.text != ''" }]);
    const inputs = server.graph.nodes.find((node) => node.id === "end")?.inputs;
    expect(inputs?.map(({ value }) => value)).toEqual(["{{ llm_2.text }}", "{{ llm_2.text }}"]);
    expect(bo.newIds).toEqual([["llm", "llm_2"]]);
    // Undone twice and done again, texts and wires are still about the same node.
    for (let times = 0; times < 3; times += 1) bo.draft.undo();
    expect(bo.graph().edges[0]?.condition).toBeUndefined();
    bo.draft.undo();
    expect(bo.graph().edges).toEqual([]);
    bo.draft.redo();
    bo.draft.redo();
    await bo.pass(1_000);
    expect(server.graph.edges).toMatchObject([{ source: "llm_2", condition: "llm_2.text != ''" }]);
  });

  test("an edit of a node that somebody removed is left out, and that is said", async () => {
    const server = makeServer(start);
    const [ann, bo] = [makeEditor(server), makeEditor(server)];
    ann.draft.edit([{ type: "remove", nodeIds: ["ask"], edgeIds: [] }]);
    bo.draft.edit([prompt("too late")]);
    await ann.pass(400);
    await bo.pass(400);
    expect(bo.draft.store.getState()).toMatchObject({ saveState: "merged", droppedCount: 1, unsaved: 0 });
    expect(bo.graph().nodes.map((node) => node.id)).toEqual(["start"]);
  });
});

describe("undo", () => {
  test("gives a typed text back in one step, and redo puts it there again, both stored", async () => {
    const server = makeServer(start);
    const editor = makeEditor(server);
    const before = promptOf(start);
    for (const text of ["a", "ab", "abc"]) editor.draft.edit([prompt(text)], "configure ask prompt");
    editor.draft.undo();
    expect(promptOf(editor.graph())).toBe(before);
    await editor.pass(400);
    expect(promptOf(server.graph)).toBe(before);
    editor.draft.redo();
    await editor.pass(400);
    expect(promptOf(server.graph)).toBe("abc");
  });

  test("a new edit ends what could be redone", () => {
    const editor = makeEditor(makeServer(start));
    editor.draft.edit([prompt("a")]);
    editor.draft.undo();
    editor.draft.edit([rename("Other")]);
    expect(editor.draft.store.getState()).toMatchObject({ canUndo: true, canRedo: false });
  });
});

type Step =
  | { kind: "add" | "remove" | "prompt" | "move" | "wire" | "undo" | "redo" | "pass"; who: 0 | 1; pick: number }
  | { kind: "fate"; who: 0 | 1; pick: number };

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom("add", "remove", "prompt", "move", "wire", "undo", "redo", "pass", "pass", "fate"),
  who: fc.constantFrom(0, 1),
  pick: fc.nat(50),
});

test("two editors over a bad line always come to the same graph as the server", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const server = makeServer(start);
      const editors = [makeEditor(server), makeEditor(server)] as const;
      for (const { kind, who, pick } of steps) {
        const editor = editors[who];
        const graph = editor.graph();
        const node = graph.nodes[pick % Math.max(1, graph.nodes.length)];
        if (kind === "add") editor.draft.edit([add(freshNodeId(graph, "llm"))]);
        else if (kind === "undo") editor.draft.undo();
        else if (kind === "redo") editor.draft.redo();
        else if (kind === "pass") await editor.pass(pick * 40);
        else if (kind === "fate") server.fates.push(pick % 2 === 0 ? "lost" : "answer lost");
        else if (!node) continue;
        else if (kind === "remove") editor.draft.edit([{ type: "remove", nodeIds: [node.id], edgeIds: [] }]);
        else if (kind === "prompt") editor.draft.edit([prompt(`${who} {{ ${node.id}.text }}`, node.id)]);
        else if (kind === "move") {
          editor.draft.edit([{ type: "move", moves: [{ id: node.id, position: { x: pick, y: who } }] }]);
        } else {
          const way = { source: "start", sourceHandle: "out", target: node.id, targetHandle: "in" };
          editor.draft.edit([{ type: "add", nodes: [], edges: [{ ...way, id: edgeIdOf(way) }] }]);
        }
      }
      server.fates = [];
      for (let round = 0; round < 4; round += 1) for (const editor of editors) await editor.pass(20_000);
      for (const editor of editors) {
        await editor.draft.flush();
        await editor.draft.refresh();
        expect(editor.draft.store.getState().unsaved).toBe(0);
        expect(normal(editor.graph())).toEqual(normal(server.graph));
      }
    }),
    { numRuns: 150 },
  );
});
