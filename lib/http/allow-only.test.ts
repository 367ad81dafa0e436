import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { setTestEnvironment } from "../auth/testing/request";
import { allowOnly } from "./allow-only";

setTestEnvironment();

describe("a method that an address does not serve", () => {
  test("is refused with what is allowed", async () => {
    const { PUT, DELETE } = allowOnly("GET", "POST", "PATCH");
    for (const answer of [PUT(), DELETE()]) {
      expect(answer.status).toBe(405);
      expect(answer.headers.get("allow")).toBe("GET, POST, PATCH, HEAD, OPTIONS");
      expect(answer.headers.get("content-type")).toBe("application/problem+json");
      expect(await answer.json()).toMatchObject({ status: 405, code: "method_not_allowed" });
    }
  });

  test("leaves the served ones alone", () => {
    expect(Object.keys(allowOnly("POST")).sort()).toEqual(["DELETE", "GET", "OPTIONS", "PATCH", "PUT"]);
  });

  test("can be asked for", () => {
    const answer = allowOnly("DELETE").OPTIONS();
    expect([answer.status, answer.headers.get("allow")]).toEqual([204, "DELETE, OPTIONS"]);
  });
});

const api = join(import.meta.dirname, "..", "..", "app", "api", "v1");
const routes = readdirSync(api, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith("route.ts"));

// Read as text: some routes need Next.js around them to be loaded.
test.each(routes)("%s answers every method, and allows the ones it serves", (file) => {
  const source = readFileSync(join(api, file), "utf8");
  const served = [...source.matchAll(/export const ([A-Z]+) =/g)].map((match) => match[1]);
  const [, others, allowed] = /export const \{ ([A-Z, ]+) \} = allowOnly\((.*)\);/.exec(source) ?? [];
  expect(allowed?.replaceAll('"', "").split(", ").sort()).toEqual(served.sort());
  expect([...served, ...(others?.split(", ") ?? [])].sort()).toEqual([
    "DELETE",
    "GET",
    "OPTIONS",
    "PATCH",
    "POST",
    "PUT",
  ]);
});

test("an address that no endpoint has is refused as problem details", async () => {
  const { GET } = await import("@/app/api/[[...rest]]/route");
  const answer = GET();
  expect(answer.status).toBe(404);
  expect(await answer.json()).toMatchObject({ code: "not_found", detail: expect.stringContaining("openapi.json") });
});
