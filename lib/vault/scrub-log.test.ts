import { DrizzleQueryError } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { describeError, scrubText } from "./scrub-log";

describe("a text in a log", () => {
  it.each([
    ["postgresql://weft:hunter2@db.example:5432/weft", "postgresql://[hidden]@db.example:5432/weft"],
    ["GET https://me:hunter2@api.example/a", "GET https://[hidden]@api.example/a"],
    ["/api?q=1&access_token=hunter2&page=2#x", "/api?q=1&access_token=[hidden]&page=2#x"],
    ["/cb?code=hunter2&state=9", "/cb?code=[hidden]&state=9"],
    ["/decide/AbCdEf0123456789_-hunter2", "/decide/[hidden]"],
    ["authorization: Bearer hunter2.hunter2", "authorization: [hidden]"],
    ["Basic aHVudGVyMjpodW50ZXIy failed", "Basic [hidden] failed"],
    ["__Secure-authjs.session-token=hunter2; Path=/", "__Secure-authjs.session-token=[hidden]; Path=/"],
    ["Incorrect API key: sk-proj-hunter2hunter2hunter2", "Incorrect API key: [hidden]"],
    ["weft_hunter2hunter2hunter2 is revoked", "[hidden] is revoked"],
    ["Failed query: select 1\nparams: hunter2,3", "Failed query: select 1\nparams: [hidden]"],
  ])("%s", (text, clean) => {
    expect(scrubText(text)).toBe(clean);
  });

  it.each([
    "the heartbeat of web 7c0e failed: connect ECONNREFUSED 127.0.0.1:5432",
    "GET /api/v1/runs?cursor=018f&limit=30",
    "https://docs.example/a@b/basic auth",
    "a token of 30 letters is basic knowledge",
  ])("is left as it is where there is nothing to hide: %s", (text) => {
    expect(scrubText(text)).toBe(text);
  });
});

describe("an error in a log", () => {
  it("keeps what tells its cause, and nothing of what it was about", () => {
    const refused = Object.assign(new Error("duplicate key"), {
      code: "23505",
      constraint_name: "users_email_key",
      detail: "Key (email)=(hunter2@example.org) already exists.",
      parameters: ["hunter2"],
    });
    const failed = Object.assign(new Error("fetch of https://x.example/?key=hunter2 failed", { cause: refused }), {
      options: { headers: { authorization: "Bearer hunter2hunter2" } },
      response: { body: "hunter2" },
    });
    const told = describeError(failed);
    expect(told).toMatchObject({
      type: "Error",
      message: "fetch of https://x.example/?key=[hidden] failed",
      cause: { code: "23505", constraint_name: "users_email_key", message: "duplicate key" },
    });
    expect(JSON.stringify(told)).not.toContain("hunter2");
  });

  it("tells no value of a statement", () => {
    const error = new DrizzleQueryError(
      "insert into secrets values ($1)",
      ["hunter2"],
      new Error("the server is gone"),
    );
    expect(JSON.stringify(describeError(error))).not.toContain("hunter2");
    expect(describeError(error)).toMatchObject({ cause: { message: "the server is gone" } });
  });

  it("ends where causes go in a circle, and takes what is no error", () => {
    const circle = new Error("round");
    circle.cause = circle;
    expect(() => JSON.stringify(describeError(circle))).not.toThrow();
    expect(describeError("Bearer hunter2hunter2")).toBe("Bearer [hidden]");
    expect(describeError({ token: "hunter2" })).toEqual({ type: "object" });
    expect(describeError(new AggregateError([new Error("one")], "all"))).toMatchObject({
      errors: [{ message: "one" }],
    });
  });
});
