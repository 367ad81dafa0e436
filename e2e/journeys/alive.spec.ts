// The product answers those who watch over it, whoever they are.
import { expect, test } from "@playwright/test";

test("health and readiness answer without a sign-in and are never cached", async ({ request }) => {
  const health = await request.get("/api/health");
  expect(health.status()).toBe(200);
  expect(await health.json()).toEqual({ status: "ok" });
  const ready = await request.get("/api/ready");
  expect(ready.status()).toBe(200);
  expect(await ready.json()).toEqual({ ready: true, database: true, migrations: true, worker: true });
  expect(ready.headers()["cache-control"]).toBe("no-store");
});

test("every page carries a policy that lets no foreign script run", async ({ page }) => {
  const violations: string[] = [];
  page.on("console", (message) => {
    if (/Content Security Policy/i.test(message.text())) violations.push(message.text());
  });
  const answer = await page.goto("/");
  const policy = answer?.headers()["content-security-policy"] ?? "";
  expect(policy).toMatch(/script-src[^;]*'nonce-/);
  expect(policy).not.toMatch(/script-src[^;]*'unsafe-inline'/);
  await page.waitForLoadState("networkidle");
  expect(violations).toEqual([]);
});
