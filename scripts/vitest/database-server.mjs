// Gives the database tests their server; see test-postgres.mjs for how long it lives.
import { joinTestPostgres } from "../test-postgres.mjs";

export async function setup() {
  const { url, release } = await joinTestPostgres();
  process.env.WEFT_TEST_DATABASE_URL = url;
  return release;
}
