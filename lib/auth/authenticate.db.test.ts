import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { apiKeys } from "@/db/schema/access";
import { sessions, users } from "@/db/schema/identity";
import { userRoles } from "@/db/schema/tenancy";
import { asSystem } from "@/db/system";
import { provideDatabase } from "@/db/testing/database";
import { make } from "@/db/testing/make";
import { newId } from "../shared/ids";
import { authenticate, type Caller } from "./authenticate";
import { endSession, endSessionOf } from "./end-session";
import { forgetKey } from "./find-key";
import { type Permission, permissionsOfRole } from "./permissions";
import { requestWithKey, requestWithSession, setTestEnvironment } from "./testing/request";
import { hashToken, newApiKey, newToken } from "./token";

provideDatabase();
beforeAll(setTestEnvironment);

async function makeSession(userId: string, expiresAt = new Date(Date.now() + 3_600_000)): Promise<string> {
  const secret = newToken();
  await asSystem((tx) => tx.insert(sessions).values({ userId, tokenHash: hashToken(secret), expiresAt }));
  return secret;
}

async function makeKey(values: Omit<typeof apiKeys.$inferInsert, "keyHash" | "prefix" | "name">) {
  const made = newApiKey();
  await asSystem((tx) =>
    tx.insert(apiKeys).values({ name: "key", keyHash: made.hash, prefix: made.prefix, ...values }),
  );
  return made;
}

const sessionOf = async (secret: string, workspace?: string) =>
  authenticate(await requestWithSession(secret, workspace), newId());
const keyOf = (key: string) => authenticate(requestWithKey(key), newId());
const permissionsOf = (caller: Caller | null) => [...(caller?.scope?.permissions ?? [])].sort();

describe("a session", () => {
  test("opens its user's workspaces by slug or id, with what the role and its parents allow", async () => {
    const workspace = await make.workspace();
    const user = await make.member(workspace, "builder");
    const secret = await makeSession(user.id);
    for (const name of [workspace.slug, workspace.id]) {
      const caller = await sessionOf(secret, name);
      expect(caller).toMatchObject({ via: "session", viaCookie: true, userId: user.id });
      expect(caller?.scope?.workspaceId).toBe(workspace.id);
      expect(permissionsOf(caller)).toEqual(permissionsOfRole("builder").sort());
    }
  });

  test("knows no foreign, unknown or unnamed workspace", async () => {
    const [mine, foreign] = [await make.workspace(), await make.workspace()];
    const user = await make.member(mine, "owner");
    const secret = await makeSession(user.id);
    for (const name of [foreign.slug, foreign.id, "no-such-place", "' or true --", undefined]) {
      const caller = await sessionOf(secret, name);
      expect(caller?.userId).toBe(user.id);
      expect(caller?.scope).toBeNull();
    }
  });

  test("a role for the whole team reaches each of its workspaces and none of another team", async () => {
    const first = await make.workspace();
    const second = await make.workspace({ teamId: first.teamId });
    const foreign = await make.workspace();
    const user = await make.member(first, "viewer");
    await asSystem((tx) => tx.update(userRoles).set({ workspaceId: null }).where(eq(userRoles.userId, user.id)));
    const secret = await makeSession(user.id);
    expect((await sessionOf(secret, second.slug))?.scope?.workspaceId).toBe(second.id);
    expect((await sessionOf(secret, foreign.slug))?.scope).toBeNull();
  });

  test("dies at once when it is revoked, by its cookie or from a list", async () => {
    const user = await make.user();
    const [byCookie, fromList] = [await makeSession(user.id), await makeSession(user.id)];
    const listed = await sessionOf(fromList);
    expect(await sessionOf(byCookie)).not.toBeNull();
    await endSessionOf(byCookie);
    expect(await sessionOf(byCookie)).toBeNull();
    const person = { userId: user.id, ip: null, userAgent: null, requestId: null };
    expect(await endSession(person, listed?.sessionId ?? "")).toBe(true);
    expect(await sessionOf(fromList)).toBeNull();
  });

  test("nobody can end another's session", async () => {
    const [victim, mallory] = [await make.user(), await make.user()];
    const secret = await makeSession(victim.id);
    const id = (await sessionOf(secret))?.sessionId ?? "";
    expect(await endSession({ userId: mallory.id, ip: null, userAgent: null, requestId: null }, id)).toBe(false);
    expect(await sessionOf(secret)).not.toBeNull();
  });

  test("dies with its expiry and with its user's account", async () => {
    const user = await make.user();
    expect(await sessionOf(await makeSession(user.id, new Date(Date.now() - 1000)))).toBeNull();
    const secret = await makeSession(user.id);
    expect(await sessionOf(secret)).not.toBeNull();
    await asSystem((tx) => tx.update(users).set({ status: "suspended" }).where(eq(users.id, user.id)));
    expect(await sessionOf(secret)).toBeNull();
  });

  test("use moves its end, at most once a minute", async () => {
    const user = await make.user();
    const secret = await makeSession(user.id);
    const read = async () =>
      (
        await asSystem((tx) =>
          tx
            .select()
            .from(sessions)
            .where(eq(sessions.tokenHash, hashToken(secret))),
        )
      )[0];
    await sessionOf(secret);
    const fresh = await read();
    const old = new Date(Date.now() - 120_000);
    await asSystem((tx) =>
      tx
        .update(sessions)
        .set({ lastSeenAt: old })
        .where(eq(sessions.id, fresh?.id ?? "")),
    );
    await sessionOf(secret);
    await expect.poll(async () => (await read())?.lastSeenAt.getTime()).toBeGreaterThan(old.getTime());
    expect((await read())?.expiresAt.getTime()).toBeGreaterThan(fresh?.expiresAt.getTime() ?? 0);
  });

  test("a cookie that we did not make is nobody's", async () => {
    const request = new Request("http://localhost/", {
      headers: { cookie: "authjs.session-token=eyJhbGciOiJkaXIifQ" },
    });
    expect(await authenticate(request, newId())).toBeNull();
  });
});

describe("an API key", () => {
  test("implies its workspace and carries what it was given, as far as its owner still may", async () => {
    const workspace = await make.workspace();
    const owner = await make.member(workspace, "viewer");
    const permissions: Permission[] = ["run.view", "model.manage"];
    const { key } = await makeKey({ workspaceId: workspace.id, userId: owner.id, permissions });
    const caller = await keyOf(key);
    expect(caller).toMatchObject({
      via: "key",
      viaCookie: false,
      sessionId: null,
      scope: { workspaceId: workspace.id },
    });
    expect(permissionsOf(caller)).toEqual(["run.view"]);
  });

  test("never falls back to the browser's session when it is wrong", async () => {
    const user = await make.user();
    const request = await requestWithSession(await makeSession(user.id));
    request.headers.set("x-api-key", newApiKey().key);
    expect(await authenticate(request, newId())).toBeNull();
    request.headers.set("x-api-key", "nonsense");
    expect(await authenticate(request, newId())).toBeNull();
  });

  test("does nothing once it is revoked or expired, or its owner is gone", async () => {
    const workspace = await make.workspace();
    const owner = await make.member(workspace, "owner");
    const base = { workspaceId: workspace.id, userId: owner.id, permissions: ["run.view"] };
    const expired = await makeKey({ ...base, expiresAt: new Date(Date.now() - 1000) });
    const revoked = await makeKey({ ...base, revokedAt: new Date() });
    const good = await makeKey(base);
    expect(await keyOf(expired.key)).toBeNull();
    expect(await keyOf(revoked.key)).toBeNull();
    expect(await keyOf(good.key)).not.toBeNull();
    await asSystem((tx) => tx.update(users).set({ status: "inactive" }).where(eq(users.id, owner.id)));
    forgetKey(good.hash);
    expect(await keyOf(good.key)).toBeNull();
  });

  test("for certain addresses is refused from an unknown one", async () => {
    const workspace = await make.workspace();
    const owner = await make.member(workspace, "owner");
    const { key } = await makeKey({ workspaceId: workspace.id, userId: owner.id, allowedIps: ["192.0.2.0/24"] });
    expect(await keyOf(key)).toBeNull();
  });

  test("a hundred requests at once read it once", async () => {
    const workspace = await make.workspace();
    const owner = await make.member(workspace, "owner");
    const { key } = await makeKey({ workspaceId: workspace.id, userId: owner.id, permissions: ["run.view"] });
    const callers = await Promise.all(Array.from({ length: 100 }, () => keyOf(key)));
    expect(callers.every((caller) => caller?.userId === owner.id)).toBe(true);
    expect(new Set(callers.map((caller) => caller?.scope?.permissions)).size).toBe(1);
  });
});
