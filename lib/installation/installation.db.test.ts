// The secret key is one for all machines, and a database that can't be used says why.
import { beforeEach, describe, expect, test } from "vitest";
import { systemSql } from "@/db/system";
import { provideDatabase } from "@/db/testing/database";
import { checkSecretKey } from "./check-secret-key";
import { explainDatabaseError } from "./explain-database-error";

provideDatabase();

const first = "first-0123456789-abcdefghijklmnop";
const second = "second-0123456789-abcdefghijklmno";

describe("the secret key", () => {
  beforeEach(() => systemSql()`delete from system_settings where key = 'secret_key_fingerprint'`);

  test("the first one stays, the same one passes, another is refused", async () => {
    expect(await checkSecretKey({ secretKey: first, previousSecretKeys: [] })).toBeUndefined();
    expect(await checkSecretKey({ secretKey: first, previousSecretKeys: [] })).toBeUndefined();
    expect(await checkSecretKey({ secretKey: second, previousSecretKeys: [] })).toContain("is not the key");
  });

  test("it is changed by naming the old one, and the old one alone is refused from then on", async () => {
    await checkSecretKey({ secretKey: first, previousSecretKeys: [] });
    expect(await checkSecretKey({ secretKey: second, previousSecretKeys: [first] })).toBeUndefined();
    expect(await checkSecretKey({ secretKey: first, previousSecretKeys: [] })).toContain("is not the key");
    expect(await checkSecretKey({ secretKey: second, previousSecretKeys: [] })).toBeUndefined();
  });

  test("of machines that start together with different keys, one wins", async () => {
    const answers = await Promise.all([
      checkSecretKey({ secretKey: first, previousSecretKeys: [] }),
      checkSecretKey({ secretKey: second, previousSecretKeys: [] }),
    ]);
    expect(answers.filter((answer) => answer === undefined)).toHaveLength(1);
  });

  test("the database holds no key", async () => {
    await checkSecretKey({ secretKey: first, previousSecretKeys: [] });
    const rows = await systemSql()`select value::text as value from system_settings`;
    expect(JSON.stringify(rows)).not.toContain(first);
  });
});

describe("a database's refusal", () => {
  const url = "postgresql://weft:hunter2@db.example.com:6543/weft";
  const failure = (code: string) => Object.assign(new Error("refused"), { code });

  test.each([
    ["ECONNREFUSED", "Nothing listens at db.example.com:6543"],
    ["ENOTFOUND", "is unknown"],
    ["28P01", "user name or password"],
    ["3D000", "does not exist"],
    ["42501", "may not create tables"],
    ["53300", "no free connection"],
    ["25006", "read-only"],
  ])("%s is told in words without the password", (code, words) => {
    const text = explainDatabaseError(failure(code), url) ?? "";
    expect(text).toContain(words);
    expect(text).not.toContain("hunter2");
  });

  test("is found below the errors that wrap it, and what is not one stays unexplained", () => {
    expect(explainDatabaseError(new Error("query failed", { cause: failure("3D000") }), url)).toContain(
      "does not exist",
    );
    expect(explainDatabaseError(new Error("a bug"), url)).toBeUndefined();
  });
});
