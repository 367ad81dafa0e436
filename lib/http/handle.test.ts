import { describe, expect, test } from "vitest";
import { setTestEnvironment } from "../auth/testing/request";
import { AppError } from "../shared/errors";
import { handle } from "./handle";
import { defineOperation } from "./operation";

setTestEnvironment();

const operation = defineOperation({
  id: "try",
  method: "GET",
  path: "/try",
  tag: "Test",
  summary: "Fails",
  allow: "public",
});

const lost = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:5432"), { code: "ECONNREFUSED" });

async function answerTo(thrown: unknown) {
  const route = handle(operation, () => Promise.reject(thrown));
  const answer = await route(new Request("http://localhost/api/v1/try"), { params: Promise.resolve({}) });
  return { status: answer.status, body: await answer.json() };
}

describe("an endpoint that fails", () => {
  test("because the database is away says so, and that it may be tried again", async () => {
    expect(await answerTo(lost)).toMatchObject({ status: 503, body: { code: "unavailable" } });
    const restarting = Object.assign(new Error("starting up"), { code: "57P03" });
    expect(await answerTo(restarting)).toMatchObject({ status: 503, body: { code: "unavailable" } });
  });

  test("with a meaning keeps it, whatever the cause was", async () => {
    const refused = new AppError("address_unreachable", "The model server does not answer.", { cause: lost });
    expect(await answerTo(refused)).toMatchObject({ status: 502, body: { code: "address_unreachable" } });
  });

  test("for a reason that nobody knows tells nothing of it", async () => {
    const answer = await answerTo(new Error("secret detail"));
    expect(answer).toMatchObject({ status: 500, body: { code: "internal" } });
    expect(JSON.stringify(answer.body)).not.toContain("secret detail");
  });
});
