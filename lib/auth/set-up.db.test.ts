import { expect, test } from "vitest";
import { systemSql } from "@/db/system";
import { provideDatabase } from "@/db/testing/database";
import { AppError } from "../shared/errors";
import { listMemberships } from "./list-memberships";
import { needsSetup, type SetupInput, setUp } from "./set-up";

provideDatabase();

const from = { ip: "192.0.2.1", userAgent: "test", requestId: null };
const input = (name: string): SetupInput => ({
  email: `${name}@example.test`,
  name,
  password: "seven green herons",
  workspace: `Desk of ${name}`,
});

test("a weak password is refused before anything is written", async () => {
  const refused = setUp({ ...input("ada"), password: "password123" }, from);
  await expect(refused).rejects.toMatchObject({
    code: "invalid_request",
    details: [{ path: "password", code: "password_common" }],
  });
  expect(await needsSetup()).toBe(true);
});

test("of many who set up at the same time one wins, and the others are told", async () => {
  const names = ["ada", "bob", "cy", "dee", "eve"];
  const results = await Promise.allSettled(names.map((name) => setUp(input(name), from)));
  const winners = results.filter((result) => result.status === "fulfilled");
  const losers = results.filter((result) => result.status === "rejected");
  expect(winners).toHaveLength(1);
  expect(losers.map((loser) => loser.reason instanceof AppError && loser.reason.code)).toEqual(
    Array(4).fill("setup_done"),
  );
  const sql = systemSql();
  for (const table of ["users", "organizations", "teams", "workspaces", "user_roles", "team_members"]) {
    const [{ count } = { count: -1 }] = await sql<{ count: number }[]>`select count(*)::int from ${sql(table)}`;
    expect({ table, count }).toEqual({ table, count: 1 });
  }
});

test("the owner owns the workspace and the set-up stands in its audit log", async () => {
  expect(await needsSetup()).toBe(false);
  const sql = systemSql();
  const [owner] = await sql<{ id: string; is_system_admin: boolean }[]>`select id, is_system_admin from users`;
  expect(owner?.is_system_admin).toBe(true);
  const [workspace] = await listMemberships(owner?.id ?? "");
  expect(workspace?.role).toBe("Owner");
  expect(workspace?.slug).toMatch(/^desk-of-[a-z]+$/);
  const log = await sql`select action, workspace_id from audit_logs`;
  expect(log.map((row) => ({ ...row }))).toEqual([{ action: "installation.set_up", workspace_id: workspace?.id }]);
});

test("later set-ups are refused", async () => {
  await expect(setUp(input("mallory"), from)).rejects.toMatchObject({ code: "setup_done" });
});
