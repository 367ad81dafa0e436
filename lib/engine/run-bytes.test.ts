import { describe, expect, it } from "vitest";
import { runDrawn } from "./testing/run-drawn";

const thirty = { text: "x".repeat(19) };

describe("the outputs of a run together", () => {
  it("are bounded, and the error names the limit and what it would have been", async () => {
    const { state, ended } = await runDrawn("start -> a -> b -> c -> end", {
      limits: { maxRunBytes: 95 },
      scripts: {
        a: async () => ({ outputs: thirty }),
        b: async () => ({ outputs: thirty }),
        c: async () => ({ outputs: thirty }),
      },
    });
    expect(state.nodes.get("b")?.status).toBe("succeeded");
    expect(ended?.error).toMatchObject({
      code: "run_outputs_too_large",
      nodeId: "c",
      retryable: false,
      params: { maxBytes: 95 },
    });
    expect(Number(ended?.error?.params?.bytes)).toBeGreaterThan(95);
  });

  it("may be taken care of by the node that went beyond", async () => {
    const { ended } = await runDrawn("start -> a -> end\na: onError=default", {
      limits: { maxRunBytes: 40 },
      scripts: { a: async () => ({ outputs: thirty }) },
    });
    expect(ended?.status).toBe("succeeded");
  });
});

describe("what one node gives", () => {
  it("is measured where it is too large", async () => {
    const { ended } = await runDrawn("start -> a", {
      limits: { maxOutputBytes: 100 },
      scripts: { a: async () => ({ outputs: { text: "x".repeat(1_000) } }) },
    });
    expect(ended?.error).toMatchObject({ code: "output_too_large", params: { maxBytes: 100, bytes: 1_011 } });
  });

  it("sets variables to no more than stands in a log", async () => {
    const { ended } = await runDrawn("start -> a", {
      scripts: { a: async () => ({ outputs: {}, writes: { big: "x".repeat(1_100_000) } }) },
    });
    expect(ended?.error).toMatchObject({ code: "output_too_large", params: { maxBytes: 1_048_576 } });
  });
});
