import { describe, expect, it } from "vitest";
import { makeRunWriter, type StoreBatch } from "./run-writer";
import type { ApprovalRow } from "./wait-statement";
import type { Batch, NodeRow, RunEnd, RunInsert } from "./write-statement";

const insert = (id: string) => ({ id, token: 1 }) as RunInsert;
const end = (id: string) => ({ id, status: "succeeded" }) as RunEnd;
const node = (runId: string, path: string, status = "succeeded", seq = 1) =>
  ({ run_id: runId, path, attempt: 1, seq, status }) as NodeRow;

/** A store that keeps what it was given, slowly enough for batches to form. */
function makeStore(refuse: (batch: Batch) => unknown = () => null) {
  const batches: Batch[] = [];
  const store: StoreBatch = async (batch) => {
    await new Promise((resolve) => setTimeout(resolve, 2));
    const error = refuse(batch);
    if (error) throw error;
    batches.push(batch);
    return new Set([...batch.inserts.map((row) => row.id), ...batch.owned.map((row) => row.run_id)]);
  };
  return { batches, store };
}

describe("the writer of runs", () => {
  it("stores what came while it was busy in one batch", async () => {
    const { batches, store } = makeStore();
    const writer = makeRunWriter(store);
    const first = writer.write("a", 1, { insert: insert("a") });
    await new Promise((resolve) => setImmediate(resolve));
    const rest = ["b", "c", "d"].map((id) => writer.write(id, 1, { insert: insert(id) }));
    await Promise.all([first, ...rest]);
    expect(batches.map((batch) => batch.inserts.map((row) => row.id))).toEqual([["a"], ["b", "c", "d"]]);
  });

  it("stores a run that began and ended meanwhile as one insert", async () => {
    const { batches, store } = makeStore();
    const writer = makeRunWriter(store);
    await Promise.all([
      writer.write("a", 1, { insert: insert("a") }),
      writer.write("a", 1, { nodes: [node("a", "start")] }),
      writer.write("a", 1, { end: end("a") }),
    ]);
    expect(batches).toHaveLength(1);
    expect(batches[0]).toMatchObject({ inserts: [{ id: "a" }], owned: [], ends: [{ id: "a" }] });
    expect(batches[0]?.nodes).toHaveLength(1);
  });

  it("keeps the later of two rows of one attempt", async () => {
    const { batches, store } = makeStore();
    const writer = makeRunWriter(store);
    await Promise.all([
      writer.write("a", 1, { nodes: [node("a", "call", "running")] }),
      writer.write("a", 1, { nodes: [node("a", "call", "succeeded", 2)] }),
    ]);
    expect(batches[0]?.nodes).toEqual([node("a", "call", "succeeded", 2)]);
  });

  it("fails only the run whose row is bad", async () => {
    const { batches, store } = makeStore((batch) => {
      return batch.inserts.some((row) => row.id === "bad") ? new Error("poison") : null;
    });
    const writer = makeRunWriter(store);
    const ids = ["a", "b", "bad", "c", "d"];
    const results = await Promise.allSettled(ids.map((id) => writer.write(id, 1, { insert: insert(id) })));
    expect(results.map((result) => result.status)).toEqual([
      "fulfilled",
      "fulfilled",
      "rejected",
      "fulfilled",
      "fulfilled",
    ]);
    expect(batches.flatMap((batch) => batch.inserts.map((row) => row.id)).sort()).toEqual(["a", "b", "c", "d"]);
  });

  it("lets nothing follow a row that could not be stored, but the failure itself", async () => {
    const { batches, store } = makeStore((batch) => (batch.nodes.length > 0 ? new Error("poison") : null));
    const writer = makeRunWriter(store);
    const bad = writer.write("a", 1, { nodes: [node("a", "call")] });
    await new Promise((resolve) => setImmediate(resolve));
    const queued = writer.write("a", 1, { end: end("a") });
    await expect(bad).rejects.toThrow("poison");
    await expect(queued).rejects.toThrow("poison");
    await expect(writer.write("a", 1, { end: end("a") })).rejects.toThrow("poison");
    await writer.write("a", 1, { end: end("a"), despiteFailure: true });
    expect(batches.flatMap((batch) => batch.ends)).toHaveLength(1);
  });

  it("tells a run that it was taken over", async () => {
    const writer = makeRunWriter(async () => new Set());
    await expect(writer.write("a", 1, { nodes: [node("a", "start")] })).rejects.toMatchObject({ code: "interrupted" });
  });

  it("stores what it has accepted again when the database was away for a moment", async () => {
    let failures = 2;
    const { batches, store } = makeStore(() => {
      return failures-- > 0 ? Object.assign(new Error("gone"), { code: "57P01" }) : null;
    });
    const writer = makeRunWriter(store, { retryForMs: 2_000, retryEveryMs: 5 });
    await Promise.all(["a", "b"].map((id) => writer.write(id, 1, { nodes: [node(id, "start")] })));
    expect(batches).toHaveLength(1);
  });

  const gone = () => Object.assign(new Error("gone"), { code: "57P01" });
  const brief = { retryForMs: 20, retryEveryMs: 5 };

  it("gives every run of the batch up when the database stays away", async () => {
    const writer = makeRunWriter(async () => {
      throw gone();
    }, brief);
    const writes = ["a", "b"].map((id) => writer.write(id, 1, { nodes: [node(id, "start")] }));
    for (const result of await Promise.allSettled(writes)) {
      expect(result).toMatchObject({ status: "rejected", reason: { code: "unavailable", kind: "transient" } });
    }
  });

  it("lets nothing follow what was lost while the database was away, when it is back", async () => {
    let away = true;
    const { batches, store } = makeStore(() => (away ? gone() : null));
    const writer = makeRunWriter(store, brief);
    const lost = ["a", "b"].map((id) => writer.write(id, 1, { nodes: [node(id, "one")] }));
    await Promise.allSettled(lost);
    away = false;
    await expect(writer.write("a", 1, { nodes: [node("a", "two")] })).rejects.toMatchObject({ code: "unavailable" });
    await expect(writer.write("b", 1, { end: end("b") })).rejects.toMatchObject({ code: "unavailable" });
    expect(batches).toEqual([]);
  });

  it("stores a run again once it was taken over, here as well", async () => {
    let away = true;
    const { batches, store } = makeStore(() => (away ? gone() : null));
    const writer = makeRunWriter(store, brief);
    await expect(writer.write("a", 1, { nodes: [node("a", "one")] })).rejects.toMatchObject({ code: "unavailable" });
    away = false;
    await writer.write("a", 2, { nodes: [node("a", "one", "succeeded", 2)] });
    expect(batches.map((batch) => batch.owned)).toEqual([[{ run_id: "a", token: 2 }]]);
  });

  it("never mixes rows of an earlier owner with those of the next", async () => {
    const { batches, store } = makeStore();
    const writer = makeRunWriter(store);
    const earlier = writer.write("a", 1, { nodes: [node("a", "one")] });
    const later = writer.write("a", 2, { nodes: [node("a", "two")] });
    const late = writer.write("a", 1, { nodes: [node("a", "three")] });
    await expect(earlier).rejects.toMatchObject({ code: "interrupted" });
    await expect(late).rejects.toMatchObject({ code: "interrupted" });
    await later;
    expect(batches).toMatchObject([{ owned: [{ run_id: "a", token: 2 }], nodes: [{ path: "two" }] }]);
  });

  const approval = (path: string) => ({ id: `of ${path}`, run_id: "a", path }) as ApprovalRow;
  const noWaits = { approvals: [], pauses: [], closed: [], waits: [] };

  it("stores waits in the same batch as the nodes that wait, and only where something waits", async () => {
    const { batches, store } = makeStore();
    const writer = makeRunWriter(store);
    await writer.write("b", 1, { nodes: [node("b", "start")] });
    await writer.write("a", 1, { nodes: [node("a", "ask", "paused")], waits: { approvals: [approval("ask")] } });
    expect(batches[0]?.waits).toBeUndefined();
    expect(batches[1]).toMatchObject({ nodes: [{ path: "ask" }], waits: { ...noWaits, approvals: [approval("ask")] } });
  });

  it("never stores a wait that was over before", async () => {
    const { batches, store } = makeStore();
    const writer = makeRunWriter(store);
    await Promise.all([
      writer.write("a", 1, { nodes: [node("a", "ask", "paused")], waits: { approvals: [approval("ask")] } }),
      writer.write("a", 1, { nodes: [node("a", "too", "paused", 2)], waits: { approvals: [approval("too")] } }),
      writer.write("a", 1, { nodes: [node("a", "ask", "failed", 3)], waits: {} }),
    ]);
    expect(batches).toHaveLength(1);
    expect(batches[0]?.waits).toEqual({
      ...noWaits,
      approvals: [approval("too")],
      closed: [{ run_id: "a", path: "ask" }],
    });
  });

  it("does not pause a run that has ended", async () => {
    const { batches, store } = makeStore();
    const writer = makeRunWriter(store);
    await Promise.all([
      writer.write("a", 1, { waits: { approvals: [approval("ask")], pause: { until: null } } }),
      writer.write("a", 1, { end: end("a"), waits: {} }),
    ]);
    expect(batches[0]).toMatchObject({ ends: [{ id: "a" }], waits: noWaits });
  });

  it("is idle when nothing is left", async () => {
    const { batches, store } = makeStore();
    const writer = makeRunWriter(store);
    void writer.write("a", 1, { insert: insert("a") });
    void writer.write("b", 1, { insert: insert("b") });
    await writer.idle();
    expect(batches.flatMap((batch) => batch.inserts)).toHaveLength(2);
  });
});
