// Two kinds of tests, told apart by their file's name: `x.test.ts` needs nothing, `x.db.test.ts` a PostgreSQL database.
import { fileURLToPath } from "node:url";
import { configDefaults, defineConfig } from "vitest/config";

const exclude = [...configDefaults.exclude, "**/.next/**", "**/.weft/**", "e2e/journeys/**"];
const resolve = { alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } };

// A machine that is busy with something else makes a test slow, not wrong; what hangs still ends.
const patience = { testTimeout: 60_000, hookTimeout: 120_000 };

export default defineConfig({
  resolve,
  test: {
    projects: [
      {
        resolve,
        test: {
          name: "unit",
          include: ["**/*.test.{ts,tsx,mjs}"],
          exclude: [...exclude, "**/*.db.test.{ts,mjs}"],
          pool: "threads",
          ...patience,
          env: { TZ: "UTC" },
        },
      },
      {
        resolve,
        test: {
          name: "db",
          include: ["**/*.db.test.{ts,mjs}"],
          exclude,
          pool: "forks",
          globalSetup: ["scripts/vitest/database-server.mjs"],
          ...patience,
          env: { TZ: "UTC" },
        },
      },
    ],
  },
});
