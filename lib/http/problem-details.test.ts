import { describe, expect, it } from "vitest";
import { AppError, errorCodes } from "../shared/errors";
import { problemOf, problemResponse } from "./problem-details";

describe("the answer to a failure", () => {
  it("has the code, its status, a sentence and the request's id, in header and body", async () => {
    const response = problemResponse(new AppError("not_found", "There is no such run."), "r-1");
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("weft-request-id")).toBe("r-1");
    expect(await response.json()).toEqual({
      type: "urn:weft:problem:not_found",
      title: "not found",
      status: 404,
      code: "not_found",
      detail: "There is no such run.",
      requestId: "r-1",
    });
  });

  it("names single faults, values for the wording, and what else belongs to it", () => {
    const error = new AppError("revision_conflict", "Somebody saved before.", {
      params: { revision: 4 },
      details: [{ path: "nodes.0", code: "unknown", message: "No such node." }],
      extra: { graph: { nodes: [] } },
    });
    expect(problemOf(error, "r")).toMatchObject({
      params: { revision: 4 },
      errors: [{ path: "nodes.0", code: "unknown", message: "No such node." }],
      graph: { nodes: [] },
    });
  });

  it("can't be overwritten by what else belongs to it", () => {
    const error = new AppError("conflict", "No.", { extra: { status: 200, code: "fine", requestId: "x" } });
    expect(problemOf(error, "r")).toMatchObject({ status: 409, code: "conflict", requestId: "r" });
  });

  it("says nothing of what went wrong inside", async () => {
    const response = problemResponse(new Error("select * from users where password = 'hunter2'"));
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("hunter2");
  });

  it("says when to try again, and how to sign in", () => {
    const limited = problemResponse(new AppError("rate_limited", "Slower.", { params: { retryAfterS: 7 } }));
    expect(limited.headers.get("retry-after")).toBe("7");
    const unknown = problemResponse(new AppError("unauthenticated", "Sign in."));
    expect(unknown.headers.get("www-authenticate")).toMatch(/^Bearer/);
  });

  it("can be made of every code", () => {
    for (const code of errorCodes) expect(problemResponse(new AppError(code, code)).status).toBeGreaterThan(399);
  });
});
