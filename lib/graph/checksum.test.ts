import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdit } from "./apply-edit";
import { canonicalJson, checksumOf } from "./checksum";
import { sha256 } from "./sha256";
import { arbitraryEdit, arbitraryGraph, inOneOrder } from "./testing/arbitrary";
import { testCatalogue } from "./testing/catalogue";
import { draw } from "./testing/draw";

describe("sha256", () => {
  it("is the known one", () => {
    const texts = fc.oneof(
      fc.string({ unit: "binary", maxLength: 300 }),
      fc.nat(300).map((length) => "a".repeat(length)),
    );
    fc.assert(
      fc.property(texts, (text) => {
        fc.pre(text.isWellFormed());
        expect(sha256(text)).toBe(createHash("sha256").update(text).digest("hex"));
      }),
      { numRuns: 500 },
    );
  });
});

describe("checksumOf", () => {
  function reversed(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(reversed);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .reverse()
        .map(([key, item]) => [key, reversed(item)]),
    );
  }

  it("does not depend on the order of keys, nodes and edges", () => {
    fc.assert(
      fc.property(arbitraryGraph, (graph) => {
        const other = { ...graph, nodes: graph.nodes.toReversed(), edges: graph.edges.toReversed() };
        expect(checksumOf(other)).toBe(checksumOf(graph));
        expect(canonicalJson(reversed(graph))).toBe(canonicalJson(graph));
      }),
    );
  });

  it("differs exactly where the content does", () => {
    fc.assert(
      fc.property(arbitraryGraph, arbitraryEdit, (graph, edit) => {
        const result = applyEdit(graph, edit, testCatalogue);
        if (!result.ok) return;
        const isSame = JSON.stringify(sorted(result.graph)) === JSON.stringify(sorted(graph));
        expect(checksumOf(result.graph) === checksumOf(graph)).toBe(isSame);
      }),
    );
    function sorted(graph: Parameters<typeof inOneOrder>[0]) {
      return JSON.parse(canonicalJson(inOneOrder(graph)));
    }
  });

  it("takes an absent property and an undefined one for the same", () => {
    expect(canonicalJson({ a: undefined, b: [1, null], c: "\u2028" })).toBe('{"b":[1,null],"c":"\u2028"}');
  });

  it("is 64 hexadecimal digits", () => {
    expect(checksumOf(draw("start -> a -> end"))).toMatch(/^[0-9a-f]{64}$/);
  });
});
