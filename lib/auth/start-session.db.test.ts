import { beforeAll, expect, test } from "vitest";
import { systemSql } from "@/db/system";
import { provideDatabase } from "@/db/testing/database";
import { make } from "@/db/testing/make";
import { newId } from "../shared/ids";
import { changePassword } from "./account-commands";
import { authenticate } from "./authenticate";
import { hashPassword } from "./password-hash";
import { attemptsPerAccount, attemptsPerAddress } from "./sign-in-limits";
import { type SignInAttempt, startSession } from "./start-session";
import { requestWithSession, setTestEnvironment } from "./testing/request";

provideDatabase();
beforeAll(setTestEnvironment);

const password = "seven green herons";
let passwordHash = "";
beforeAll(async () => {
  passwordHash = await hashPassword(password);
});

const attempt = (identifier: string, more: Partial<SignInAttempt> = {}): SignInAttempt => ({
  identifier,
  password,
  ip: null,
  userAgent: "test",
  requestId: null,
  ...more,
});
const outcome = async (given: SignInAttempt) =>
  startSession(given).then(
    () => "in",
    (error: { code: string; message: string }) => `${error.code}: ${error.message}`,
  );

test("one signs in by e-mail address or username, in any case, and the session works", async () => {
  const user = await make.user({ email: "Ada@Example.test", username: "ada", passwordHash });
  for (const identifier of ["ada@example.TEST", "ADA"]) {
    const session = await startSession(attempt(identifier));
    const caller = await authenticate(await requestWithSession(session.secret), newId());
    expect(caller).toMatchObject({ userId: user.id, sessionId: session.sessionId });
  }
});

test("unknown account, wrong password, no password and an account out of use are told apart by nobody", async () => {
  await make.user({ username: "bob", passwordHash });
  await make.user({ username: "without", passwordHash: null });
  await make.user({ username: "gone", passwordHash, status: "suspended" });
  const answers = await Promise.all([
    outcome(attempt("nobody")),
    outcome(attempt("bob", { password: "wrong wrong wrong" })),
    outcome(attempt("without")),
    outcome(attempt("gone")),
  ]);
  expect(new Set(answers)).toEqual(new Set(["sign_in_failed: Account or password is wrong."]));
});

test("an account that was guessed at too often is closed for a while, even to the right password", async () => {
  await make.user({ username: "cy", passwordHash });
  const guesses = await Promise.all(
    Array.from({ length: attemptsPerAccount + 5 }, () => outcome(attempt("cy", { password: "wrong wrong wrong" }))),
  );
  expect(guesses.filter((guess) => guess.startsWith("sign_in_failed"))).toHaveLength(attemptsPerAccount);
  await expect(startSession(attempt("cy"))).rejects.toMatchObject({
    code: "sign_in_limited",
    params: { retryAfterS: expect.any(Number) },
  });
  await systemSql()`update sign_in_limits set resets_at = now() - interval '1 second'`;
  expect(await outcome(attempt("cy"))).toBe("in");
});

test("an address that guesses at many accounts is closed for all of them, others are not", async () => {
  await make.user({ username: "dee", passwordHash });
  const ip = "198.51.100.9";
  const guesses = Array.from({ length: attemptsPerAddress }, (_, i) => outcome(attempt(`nobody-${i}`, { ip })));
  await Promise.all(guesses);
  expect(await outcome(attempt("dee", { ip }))).toMatch(/^sign_in_limited/);
  expect(await outcome(attempt("dee", { ip: "198.51.100.10" }))).toBe("in");
});

test("who signs in well gets attempts back", async () => {
  const user = await make.user({ username: "eve", passwordHash });
  const ip = "203.0.113.20";
  for (let i = 0; i < 3; i++) {
    await outcome(attempt("eve", { ip, password: "wrong wrong wrong" }));
    await outcome(attempt("eve", { ip }));
  }
  const rows = await systemSql()<{ subject: string; attempts: number }[]>`
    select subject, attempts from sign_in_limits where subject in (${`account:${user.id}`}, ${`address:${ip}`})`;
  expect(rows.map((row) => ({ ...row }))).toEqual([{ subject: `address:${ip}`, attempts: 3 }]);
});

test("sign-ins and failures stand in the log of the person's workspaces; what was typed as an account does not", async () => {
  const workspace = await make.workspace();
  const user = await make.member(workspace, "viewer", await make.user({ username: "fay", passwordHash }));
  await outcome(attempt("fay"));
  await outcome(attempt("fay", { password: "wrong wrong wrong" }));
  await outcome(attempt("my secret passphrase"));
  const log = await systemSql()<{ result: string; actor: string }[]>`
    select result_status as result, actor_id as actor from audit_logs where workspace_id = ${workspace.id} order by id`;
  expect(log.map(({ result, actor }) => [result, actor])).toEqual([
    ["success", user.id],
    ["failure", user.id],
  ]);
  const [leak] = await systemSql()`select 1 from audit_logs where audit_logs::text like '%secret passphrase%'`;
  expect(leak).toBeUndefined();
});

test("a new password needs the present one, ends every other session and keeps this one", async () => {
  const user = await make.user({ username: "gil", passwordHash });
  const [here, elsewhere] = [await startSession(attempt("gil")), await startSession(attempt("gil"))];
  const person = { userId: user.id, sessionId: here.sessionId, ip: null, userAgent: null, requestId: newId() };
  const next = "eleven grey herons";
  const wrong = changePassword(person, { currentPassword: "not this one", password: next });
  await expect(wrong).rejects.toMatchObject({ code: "sign_in_failed", details: [{ path: "currentPassword" }] });
  await changePassword(person, { currentPassword: password, password: next });
  expect(await authenticate(await requestWithSession(here.secret), newId())).not.toBeNull();
  expect(await authenticate(await requestWithSession(elsewhere.secret), newId())).toBeNull();
  expect(await outcome(attempt("gil"))).toMatch(/^sign_in_failed/);
  expect(await outcome(attempt("gil", { password: next }))).toBe("in");
});
