import { describe, expect, it } from "vitest";
import { makeRunSecrets } from "./run-secrets";

const dots = "••••••";
const secretsOf = (values: Record<string, string>) => makeRunSecrets(new Map(Object.entries(values)));

describe("the mark of a secret", () => {
  it("becomes its value only when it is revealed", () => {
    const secrets = secretsOf({ TOKEN: "hunter2" });
    const text = `Bearer ${secrets.mark("TOKEN")}`;
    expect(text).not.toContain("hunter2");
    expect(secrets.reveal(text)).toBe("Bearer hunter2");
  });

  it("is there only for secrets that are", () => {
    expect(secretsOf({ TOKEN: "hunter2" }).mark("OTHER")).toBeUndefined();
  });

  it("of another run means nothing here", () => {
    const [one, other] = [secretsOf({ TOKEN: "hunter2" }), secretsOf({ TOKEN: "hunter2" })];
    const foreign = other.mark("TOKEN") ?? "";
    expect(one.reveal(foreign)).toBe(foreign);
  });

  it("is masked where it comes back", () => {
    const secrets = secretsOf({ TOKEN: "hunter2" });
    expect(secrets.mask([`a ${secrets.mark("TOKEN")}`])).toEqual([`a ${dots}`]);
  });
});

describe("the value of a secret", () => {
  it("is masked in texts, names and at any depth, also where this run has not sent it", () => {
    const secrets = secretsOf({ TOKEN: "hunter2" });
    expect(secrets.mask({ deep: [{ "x-hunter2": "say hunter2 twice: hunter2" }], n: 1, none: null })).toEqual({
      deep: [{ [`x-${dots}`]: `say ${dots} twice: ${dots}` }],
      n: 1,
      none: null,
    });
  });
});
