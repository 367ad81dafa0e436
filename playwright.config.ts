// Stories of people using the built product, in a real browser. The product is started by the same script that users
// run, on a folder and port of its own.
import { defineConfig } from "@playwright/test";
import { findFreePort } from "./e2e/fixtures/find-free-port";

// Chosen once and inherited by the test processes, which load this file again.
process.env.WEFT_E2E_URL ??= `http://127.0.0.1:${await findFreePort()}`;

const executablePath = process.env.CHROMIUM_PATH;
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

export default defineConfig({
  testDir: "e2e/journeys",
  globalSetup: "./e2e/fixtures/start-product.ts",
  timeout: 120_000,
  expect: { timeout: 20_000 },
  workers: 2,
  // A shared machine may stall a browser for seconds; a journey that fails twice more is broken.
  retries: process.env.CI ? 2 : 0,
  forbidOnly: true,
  reporter: "list",
  outputDir: "test-results",
  use: {
    baseURL: process.env.WEFT_E2E_URL,
    actionTimeout: 30_000,
    trace: "retain-on-failure",
    launchOptions: { args, ...(executablePath ? { executablePath } : {}) },
  },
});
