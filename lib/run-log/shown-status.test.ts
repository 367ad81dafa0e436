import { describe, expect, it } from "vitest";
import { shownStatusOf } from "./shown-status";

describe("the state of a node as people are told it", () => {
  it("calls a node stopped when it ended because its run was stopped", () => {
    expect(shownStatusOf({ status: "failed", error: { code: "run_cancelled" } })).toBe("cancelled");
  });
  it("leaves every other state as it is in the log", () => {
    expect(shownStatusOf({ status: "failed", error: { code: "node_failed" } })).toBe("failed");
    expect(shownStatusOf({ status: "failed" })).toBe("failed");
    // An attempt was cut off, and a later one came to its end.
    expect(shownStatusOf({ status: "succeeded", error: { code: "run_cancelled" } })).toBe("succeeded");
    expect(shownStatusOf({ status: "paused", error: null })).toBe("paused");
  });
});
