// Where `drizzle-kit generate` reads the schema and writes migrations. It needs no database; migrating is db/migrate.ts.

import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "postgresql",
  schema: "./db/schema/*.ts",
  out: "./db/migrations",
});
