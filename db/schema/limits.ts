// Counters that several processes share: who failed to sign in how often, which key asked how often. Rows are
// worthless when their window has passed. Belongs to the installation.

import { index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { moment } from "./columns";

export const signInLimits = pgTable(
  "sign_in_limits",
  {
    /** `account:<hash>`, `address:<ip>`, or `key:<id>` for the requests of an API key. */
    subject: text("subject").primaryKey(),
    attempts: integer("attempts").notNull(),
    resetsAt: moment("resets_at").notNull(),
  },
  (t) => [index("sign_in_limits_reset_idx").on(t.resetsAt)],
);
