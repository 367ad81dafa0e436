// Two people draw on one draft. Whatever both do at once is in it afterwards, on both screens and in the database, and
// each is told how the draft stands.
import { createWorkflow, getDraft } from "@/lib/workflows/contract";
import { openDesigner, writePrompt } from "../fixtures/designer";
import { drawGraph } from "../fixtures/draw-graph";
import { expect, test } from "../fixtures/journey";

test("what two people change at once is all there, and both see it", async ({
  page,
  openBrowser,
  site,
  api,
  named,
}) => {
  const graph = drawGraph("start -> answer_1 -> answer_2 -> end", {
    start: { name: "Start" },
    answer_1: { name: "First word", config: { text: "One." } },
    answer_2: { name: "Second word", config: { text: "Two." } },
    end: { name: "End" },
  });
  const workflow = await api.call(createWorkflow, { body: { name: named("Shared"), graph } });
  const context = await openBrowser(site.ownerState ? { storageState: site.ownerState } : {});
  const hers = await openDesigner(page, workflow);
  const his = await openDesigner(await context.newPage(), workflow);

  // Each has the other's edits still to come: both began with the same revision.
  await hers.open("First word");
  await his.open("Second word");
  await Promise.all([
    writePrompt(hers.inspector.getByRole("textbox", { name: "Text" }), "Hers."),
    writePrompt(his.inspector.getByRole("textbox", { name: "Text" }), "His."),
  ]);
  await Promise.all([hers.untilSaved(), his.untilSaved()]);
  for (let round = 1; round <= 4; round++) {
    await Promise.all([hers.rename(`Hers ${round}`), his.add("Template")]);
    await Promise.all([hers.untilSaved(), his.untilSaved()]);
  }

  const params = { workflowId: workflow.id };
  const stored = async () => {
    const draft = await api.call(getDraft, { params });
    return draft.graph.nodes.map((node) => node.name).sort();
  };
  const wanted = ["End", "Hers 4", "Second word", "Start", "Template", "Template 2", "Template 3", "Template 4"].sort();
  await expect.poll(stored).toEqual(wanted);
  const { graph: end } = await api.call(getDraft, { params });
  expect(end.nodes.map((node) => node.config.text).filter(Boolean)).toEqual(expect.arrayContaining(["Hers.", "His."]));

  // Coming back to the page brings what the other did last.
  for (const designer of [hers, his]) {
    await designer.page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
    await designer.showAll();
    for (const name of wanted) await expect(designer.node(name)).toBeVisible();
  }
});

test("edits made while the connection is gone are kept and sent by themselves", async ({
  page,
  context,
  api,
  named,
}) => {
  const workflow = await api.call(createWorkflow, { body: { name: named("Offline") } });
  const designer = await openDesigner(page, workflow);
  await designer.open("Start");
  await context.setOffline(true);
  await designer.rename("Begun in a tunnel");
  await expect(page.getByRole("status").filter({ hasText: "Offline" })).toBeVisible();
  await designer.wires.first().press("Enter");
  await page.keyboard.press("Delete");
  await expect(designer.wires).toHaveCount(0);
  await context.setOffline(false);
  await designer.untilSaved();
  const draft = await api.call(getDraft, { params: { workflowId: workflow.id } });
  expect(draft.graph.nodes.map((node) => node.name)).toContain("Begun in a tunnel");
  expect(draft.graph.edges).toEqual([]);
});
