import { describe, expect, test } from "vitest";
import { problemCodes } from "../graph/problem";
import { detailsOf } from "./problem-words";

describe("detailsOf", () => {
  test("says every problem in a sentence", () => {
    const named = { parameter: "top_p", tool: "search", prompt: "Greeting", variable: "city", options: "a, b" };
    const params = { ...named, nodes: 1, edges: 1, min: 1, max: 2, version: 3, bounds: "both", wanted: "other" };
    for (const code of problemCodes) {
      const [detail] = detailsOf([{ code, severity: "error", nodeId: "n", params }]);
      expect(detail?.message, code).toMatch(/^\p{L}.*[a-z].*\.$/u);
    }
  });

  test("says what can't be read of an expression, and where", () => {
    const params = { reason: "unexpected_token", token: ")", at: 3 };
    const [detail] = detailsOf([
      { code: "expression_invalid", severity: "error", nodeId: "n", field: "config.text", params },
    ]);
    expect(detail).toMatchObject({ path: "n.config.text", code: "expression_invalid" });
    expect(detail?.message).toContain(") can’t stand here");
  });
});
