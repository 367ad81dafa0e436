// Two web servers and two workers behind a proxy that sends every request to the next server: nobody who talks, looks on
// or stops something notices which of them answers.

import { listRuns } from "@/lib/runs/contract";
import { expect, testAlone } from "../fixtures/journey";
import { owner } from "../fixtures/owner";
import { openTalk, untilWhole, untilWords } from "../fixtures/talk";

const test = testAlone({ isSetUp: true, isSpread: true });

test("an answer is streamed over reloads, looked at from elsewhere and stopped", async ({
  page,
  context,
  api,
  makeAgent,
  model,
}) => {
  test.setTimeout(150_000);
  const agent = await makeAgent();
  const talk = await openTalk(page, agent);
  await talk.ask("spread [[words:120]] [[hold:40]]");
  const turn = talk.turns.first();
  await untilWords(turn, 40);
  for (let i = 0; i < 3; i++) {
    await page.reload();
    await untilWords(turn, 40);
  }

  const running = await api.call(listRuns, { query: { agentId: agent.id } });
  const run = running.items[0];
  if (!run) throw new Error("The answer has no run.");
  expect(run.status).toBe("running");
  const onlooker = await context.newPage();
  await onlooker.goto(`/w/${owner.slug}/runs/${run.id}`);
  const status = onlooker.getByRole("main");
  await expect(status.getByText("Running").first()).toBeVisible();

  model.server.release("spread");
  await untilWhole(talk, turn, 120);
  await expect(status.getByText("Succeeded").first()).toBeVisible();
  await page.reload();
  await untilWhole(talk, turn, 120);

  await talk.ask("stopped [[words:80]] [[hold:20]]");
  await untilWords(talk.turns.nth(1), 20);
  await page.reload();
  await untilWords(talk.turns.nth(1), 20);
  await talk.stop.click();
  await expect(talk.stop).toBeHidden();
  await expect
    .poll(async () => (await api.call(listRuns, { query: { agentId: agent.id } })).items[0]?.status)
    .toBe("cancelled");
});
