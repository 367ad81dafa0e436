import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { NodeEnded, RunEvent } from "../run-log/events";
import { ended as endedAt, paused, runEnded, started } from "../run-log/testing/make-events";
import type { Json, JsonObject } from "../shared/json";
import { isLarger, LargeValueFilter, maxMemberBytes, restoreLog, restoreMembers } from "./large-values";

const ended = (more: Partial<NodeEnded>) => endedAt("a", 1, more);

/** A filter with files that are kept in memory, and how to read them. */
function scene(containers: readonly string[] = []) {
  const filter = new LargeValueFilter((id) => containers.includes(id));
  const kept = new Map<string, string>();
  return {
    kept,
    tell<E extends RunEvent>(event: E): E {
      const told = filter.filter(event) as E;
      for (const { id, body } of filter.take()) kept.set(id, body.toString());
      return told;
    },
    async read(id: string) {
      const body = kept.get(id);
      if (body === undefined) throw new Error(`no file ${id}`);
      return body;
    },
  };
}

const big = "é".repeat(200_000);

describe("outputs", () => {
  it("stay as they are while they are small", () => {
    const event = ended({ outputs: { text: "hi", list: [1, 2] } });
    expect(scene().tell(event)).toBe(event);
  });

  it("go into files where they are large, and null stands in their place", async () => {
    const { tell, read, kept } = scene();
    const outputs = { first: 1, text: big, last: [big] };
    const told = tell(ended({ outputs }));
    expect(told.outputs).toEqual({ first: 1, text: null, last: null });
    expect(told.large?.outputs?.text).toMatchObject({ bytes: 400_000, isText: true, preview: "é".repeat(200) });
    expect(kept.size).toBe(2);
    const [whole] = await restoreLog([told], read);
    expect(whole).toEqual(ended({ outputs }));
    expect(Object.keys(whole?.outputs ?? {})).toEqual(["first", "text", "last"]);
  });

  it("lie once, however often they are passed on", () => {
    const { tell, kept } = scene();
    const first = tell(ended({ outputs: { text: big } }));
    const second = tell(ended({ path: "b", nodeId: "b", inputs: { given: big }, outputs: { copy: big } }));
    expect(second.large?.outputs?.copy).toEqual(first.large?.outputs?.text);
    expect(second.large?.inputs?.given).toEqual(first.large?.outputs?.text);
    expect(kept.size).toBe(1);
  });

  it("are never told from what only looks like a reference", async () => {
    const { tell, read } = scene();
    const outputs: JsonObject = {
      text: null,
      large: { outputs: { text: { fileId: "someone else's", bytes: 1, preview: "", isText: true } } },
      $file: { id: "x" },
    };
    const told = tell(ended({ outputs }));
    expect(told.large).toBeUndefined();
    expect((await restoreLog([told], read))[0]?.outputs).toEqual(outputs);
  });

  it("take less room in rows once those of the run have taken much together", async () => {
    const { tell, read, kept } = scene();
    const outputs = (i: number) => ({ text: `${i} ${"x".repeat(100_000)}`, small: "y".repeat(10_000) });
    const told = Array.from({ length: 400 }, (_, i) => tell(endedAt(`a${i}`, i + 1, { outputs: outputs(i) })));
    expect(told[0]?.large).toBeUndefined();
    expect(told.at(-1)?.outputs).toEqual({ text: null, small: "y".repeat(10_000) });
    expect(JSON.stringify(told).length).toBeLessThan(25_000_000);
    expect(kept.size).toBeGreaterThan(200);
    expect((await restoreLog(told.slice(-1), read))[0]?.outputs).toEqual(outputs(399));
  });

  it("of any shape come back as they were", async () => {
    const member = fc.oneof(
      fc.jsonValue(),
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 4 }).map((text) => text.repeat(90_000)),
      fc.array(fc.integer(), { minLength: 1, maxLength: 5 }).map((list) => Array(60_000).fill(list)),
    );
    const name = fc.oneof(fc.string(), fc.constantFrom("__proto__", "constructor", "large"));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(name, member), { maxLength: 5 }), async (members) => {
        // As storage gives it back: -0 is 0 there.
        const text = JSON.stringify(Object.fromEntries(members));
        const { tell, read } = scene();
        const told = JSON.parse(JSON.stringify(tell(ended({ outputs: JSON.parse(text) }))));
        expect(JSON.stringify(told).length).toBeLessThan(5 * 3 * maxMemberBytes);
        const [whole] = await restoreLog([told], read);
        expect(JSON.stringify(whole?.outputs)).toBe(text);
      }),
      { numRuns: 60 },
    );
  });
});

describe("inputs", () => {
  const inputs = { items: big };

  it("of ended nodes are cut, and the cut is told", () => {
    const { tell, kept } = scene();
    const told = tell(ended({ inputs }));
    expect(told.inputs).toEqual({ items: null });
    expect(told.large?.inputs?.items).toEqual({ bytes: 400_000, preview: "é".repeat(200), isText: true });
    expect(kept.size).toBe(0);
  });

  it("that resuming reads are kept whole: of containers, of stored starts, of nodes that wait", async () => {
    const { tell, read } = scene(["a"]);
    const wait = { kind: "breakpoint" as const };
    const events = [ended({ inputs }), started("a", { seq: 1, inputs }), paused("a", 2, { inputs, wait })];
    for (const event of events) expect((await restoreLog([tell(event)], read))[0]).toEqual(event);
  });
});

it("outputs of a run are told the same way", async () => {
  const { tell, read } = scene();
  const told = tell(runEnded(9, { outputs: { text: big } }));
  expect(told.outputs).toEqual({ text: null });
  expect(await restoreMembers(told.outputs ?? {}, told.large, read)).toEqual({ text: big });
});

describe("a value is measured", () => {
  it("exactly as its JSON is, whatever is in it", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc
        .array(fc.constantFrom('"', "\\", "\u0000", "\n", "\ud800", "é", "漢", "😀", "a"))
        .map((parts) => parts.join("")),
    );
    const { value } = fc.letrec<{ value: Json }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        text,
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.constantFrom(null, true, false, -0, 1e-320),
        fc.array(tie("value"), { maxLength: 6 }),
        fc.dictionary(text, tie("value"), { maxKeys: 6 }),
      ),
    }));
    fc.assert(
      fc.property(value, fc.integer({ min: -3, max: 3 }), (one, aside) => {
        const bytes = Buffer.byteLength(JSON.stringify(one));
        expect(isLarger(one, bytes + aside)).toBe(aside < 0);
      }),
      { numRuns: 2_000 },
    );
  });

  it("at once where it is far too large", () => {
    let looked = 0;
    const items = new Proxy(Array(1_000_000).fill("x".repeat(100)), {
      get(target, key, receiver) {
        if (typeof key === "string" && /^\d+$/.test(key)) looked += 1;
        return Reflect.get(target, key, receiver);
      },
    });
    expect(isLarger(items, 10_000_000)).toBe(true);
    expect(looked).toBeLessThan(100_000);
  });
});
