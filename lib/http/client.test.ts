import { describe, expect, it } from "vitest";
import { addressOf } from "./client";
import { defineOperation } from "./operation";

const operation = defineOperation({
  id: "x",
  method: "GET",
  path: "/runs/{runId}/nodes/{node}",
  tag: "X",
  summary: "X",
  allow: "member",
});

describe("the address of an operation", () => {
  it("has its parameters filled in, whatever signs they are made of", () => {
    expect(addressOf(operation, { params: { runId: "r1", node: "loop[3]/a b?#" } })).toBe(
      "/api/v1/runs/r1/nodes/loop%5B3%5D%2Fa%20b%3F%23",
    );
  });

  it("asks only for what is given", () => {
    const params = { runId: "r", node: "n" };
    const query = { search: "a&b=c", empty: "", none: null, missing: undefined, zero: 0, no: false };
    expect(addressOf(operation, { params, query })).toBe("/api/v1/runs/r/nodes/n?search=a%26b%3Dc&zero=0&no=false");
    expect(addressOf(operation, { params, query: { empty: "" } })).toBe("/api/v1/runs/r/nodes/n");
  });
});
