// When the model's provider fails, people read what happened and what to do, where they are, and can go on.
import { connectModel, expect, test } from "../fixtures/journey";
import { openTalk } from "../fixtures/talk";

const faults = [
  { fault: "key", says: "The provider rejected the key" },
  { fault: "rate", says: "The provider is limiting requests" },
  { fault: "quota", says: "no credit left" },
  { fault: "server", says: "The provider has a fault" },
  { fault: "broken", says: "The answer broke off" },
  { fault: "silent", says: "did not answer in time" },
  { fault: "stall", says: "did not answer in time" },
  { fault: "rubbish", says: "can’t be read" },
] as const;

for (const { fault, says } of faults) {
  test(`in chat: ${fault}`, async ({ page, api, makeAgent, model, named }) => {
    // One that waits a second and a half, and doesn't try again.
    const modelId = await connectModel(api, model.server, { name: named("Impatient"), timeoutMs: 1_500 });
    const talk = await openTalk(page, await makeAgent({ modelId }));
    await talk.ask(`[[fault:${fault}]] [[words:8]]`);
    const turn = talk.turns.first();
    await expect(turn.getByRole("alert")).toContainText(says);
    await expect(page.getByText("sk-scripted")).toHaveCount(0);
    await page.reload();
    await expect(turn.getByRole("alert")).toContainText(says);

    await talk.ask("[[say:Back again]]");
    await expect(talk.turns.nth(1).getByText("Back again", { exact: true })).toBeVisible();
  });
}
