// The web server is killed in the middle of an answer. It comes back by itself, the answer goes on by itself, and the
// page shows it once, without a reload and after one.

import { expect, testAlone } from "../fixtures/journey";
import { findWebServers } from "../fixtures/run-product";
import { openTalk, untilWhole, untilWords } from "../fixtures/talk";

const test = testAlone({ isSetUp: true });

test("an answer survives the death of the process that wrote it", async ({ page, product, makeAgent, model }) => {
  test.setTimeout(150_000);
  const talk = await openTalk(page, await makeAgent());
  await talk.ask("survive [[words:120]] [[hold:40]]");
  const turn = talk.turns.first();
  await untilWords(turn, 40);

  const [victim, ...others] = await findWebServers(product.home);
  expect(others).toEqual([]);
  if (!victim) throw new Error("No web server has entered itself.");
  process.kill(victim, "SIGKILL");

  await expect(page.getByText("The connection is lost")).toBeVisible();
  model.server.release("survive");
  await untilWhole(talk, turn, 120, 90_000);
  const [next] = await findWebServers(product.home);
  expect(next).not.toBe(victim);

  await page.reload();
  await untilWhole(talk, turn, 120);
  await expect(talk.turns).toHaveCount(1);
});
