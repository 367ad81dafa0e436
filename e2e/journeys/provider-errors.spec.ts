// When the model's provider fails, people read what happened and what to do, where they are, and can go on.
import { createWorkflow } from "@/lib/workflows/contract";
import { openDesigner } from "../fixtures/designer";
import { drawGraph } from "../fixtures/draw-graph";
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

test("in a test run: the node that failed says why", async ({ page, api, model, named }) => {
  const graph = drawGraph("start -> llm -> end", {
    start: { name: "Start" },
    llm: { name: "Ask the model", config: { modelId: model.modelId, prompt: "{{ start.query }}" } },
  });
  const workflow = await api.call(createWorkflow, { body: { name: named("Failing"), graph } });
  const designer = await openDesigner(page, workflow);
  await page.getByRole("button", { name: "Test run" }).click();
  const panel = page.getByRole("region", { name: "Test run" });
  await panel.getByRole("textbox", { name: "Question" }).fill("[[fault:key]]");
  await panel.getByRole("button", { name: "Run", exact: true }).click();
  await expect(designer.node("Ask the model")).toContainText("Failed");
  await expect(panel).toContainText(/rejected the key/);
  await expect(page.getByText("sk-scripted")).toHaveCount(0);

  await panel.getByRole("button", { name: "Inputs" }).click();
  await panel.getByRole("textbox", { name: "Question" }).fill("[[say:Mended]]");
  await panel.getByRole("button", { name: "Run again" }).click();
  await expect(panel.getByText("Mended").first()).toBeVisible();
  await expect(designer.node("Ask the model")).toContainText("Done");
});
