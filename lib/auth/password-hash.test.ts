import { expect, test } from "vitest";
import { hashPassword, verifyPassword } from "./password-hash";

test("a password fits its own hash only, however its accents were typed", async () => {
  const stored = await hashPassword("café au lait");
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await verifyPassword(stored, "cafe\u0301 au lait")).toBe(true);
  expect(await verifyPassword(stored, "cafe au lait")).toBe(false);
});

test("no stored hash, or one we can't read, fits nothing", async () => {
  expect(await verifyPassword(null, "nobody has this password")).toBe(false);
  expect(await verifyPassword("plain text", "plain text")).toBe(false);
});

test("an unknown account takes about as long as a wrong password", async () => {
  const stored = await hashPassword("correct horse battery");
  await verifyPassword(null, "warm up");
  const time = async (hash: string | null) => {
    const start = performance.now();
    for (let i = 0; i < 5; i++) await verifyPassword(hash, "wrong horse battery");
    return performance.now() - start;
  };
  const [known, unknown] = [await time(stored), await time(null)];
  expect(unknown).toBeGreaterThan(known / 3);
});
