// Turns: an iteration is drawn with two nodes in it, gives a result for each item, and is looked into while it runs, by
// stopping before a node and giving it something else.
import type { Page } from "@playwright/test";
import { createWorkflow, getDraft } from "@/lib/workflows/contract";
import { type DesignerPage, openDesigner, writePrompt } from "../fixtures/designer";
import { expect, test } from "../fixtures/journey";

/** Puts a node into a wire, by its entry in the list. */
async function insert({ page, wires }: DesignerPage, wire: string, kind: string): Promise<void> {
  await wires.and(page.getByRole("group", { name: wire, exact: true })).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Insert a node here" }).click();
  await page.keyboard.type(kind);
  await page.keyboard.press("Enter");
}

const testRun = (page: Page) => page.getByRole("region", { name: "Test run" });

test("an iteration is drawn, run, and stopped before a node in it", async ({ page, api, named }) => {
  test.setTimeout(180_000);
  const workflow = await api.call(createWorkflow, { body: { name: named("Turns") } });
  const designer = await openDesigner(page, workflow);
  const { inspector, node } = designer;

  await test.step("a list, and an iteration over it", async () => {
    await insert(designer, "Start → End", "Template");
    await designer.rename("Names");
    await inspector.getByRole("combobox", { name: "Gives" }).selectOption({ label: "JSON" });
    await inspector.getByRole("textbox", { name: "JSON", exact: true }).fill('["Ada", "Grace", "Lin"]');
    await insert(designer, "Names → End", "For each");
    await expect(node("For each")).toBeVisible();
    await writePrompt(inspector.getByRole("textbox", { name: "List" }), "{{ template.json }}");
  });

  await test.step("two nodes in it", async () => {
    await node("For each").getByRole("button", { name: "Add the first node" }).press("Enter");
    await page.keyboard.type("Template");
    await page.keyboard.press("Enter");
    await designer.rename("Greeting");
    await writePrompt(inspector.getByRole("textbox", { name: "Text", exact: true }), "Hello {{ iteration.item }}");
    await designer.add("Code");
    await expect(designer.canvas.getByRole("group", { name: "Greeting → Code" })).toBeAttached();
    await writePrompt(inspector.getByRole("textbox", { name: "JavaScript" }), "return { result: inputs.text + '!' };");
    await inspector.getByRole("tab", { name: "Inputs and outputs" }).click();
    await writePrompt(inspector.getByRole("textbox", { name: "Value in row 1" }), "{{ template_2.text }}");
    await inspector.getByRole("tab", { name: "Settings" }).click();
    await node("For each").getByText("For each").first().click();
    await writePrompt(inspector.getByRole("textbox", { name: "Result of a turn" }), "{{ code.result }}");
    await designer.untilSaved();
    const { graph } = await api.call(getDraft, { params: { workflowId: workflow.id } });
    expect(graph.nodes.filter((one) => one.parentId === "iteration").map((one) => one.id)).toEqual([
      "code",
      "template_2",
    ]);
  });

  await test.step("its frame folds to the bar and opens again", async () => {
    await node("For each").getByRole("button", { name: "Fold For each" }).press("Enter");
    await expect(node("Greeting")).toBeHidden();
    await expect(node("For each")).toContainText("2 nodes");
    await page.reload();
    await expect(node("For each")).toContainText("2 nodes");
    await expect(node("Greeting")).toBeHidden();
    await node("For each").getByRole("button", { name: "Unfold For each" }).press("Enter");
    await expect(node("Greeting")).toBeVisible();
    await node("For each").getByText("For each").first().click();
  });

  const results = (...texts: string[]) => JSON.stringify({ results: texts }, null, 2).slice(2, -2);

  await test.step("three items, three results", async () => {
    // Also from within a text that is being written.
    await inspector.getByRole("textbox", { name: "Result of a turn" }).press("ControlOrMeta+Enter");
    await testRun(page).getByRole("button", { name: "Run", exact: true }).click();
    await expect(testRun(page).getByText(/^Done/).first()).toBeVisible();
    await testRun(page)
      .getByRole("button", { name: /^For each/ })
      .click();
    await expect(testRun(page)).toContainText(results("Hello Ada!", "Hello Grace!", "Hello Lin!"));
    await expect(node("For each").getByRole("img", { name: "Turn 3 of 3" })).toBeVisible();
    await testRun(page).getByRole("button", { name: /^Code/ }).click();
    await expect(testRun(page)).toContainText("Hello Lin!");
    await testRun(page).getByRole("button", { name: "Turn before" }).click();
    await expect(testRun(page)).toContainText("Hello Grace!");
  });

  await test.step("stopped before a node, which gets something else", async () => {
    await node("Code").focus();
    await page.keyboard.press("F9");
    await expect(node("Code").getByRole("img", { name: "Tests stop before this node" })).toBeVisible();
    await testRun(page).getByRole("button", { name: "Run again" }).click();
    const given = testRun(page).getByRole("textbox", { name: "What it will get" });
    const goOn = testRun(page).getByRole("button", { name: "Continue" });
    await expect(given).toHaveValue(/Hello Ada/);
    await goOn.click();
    await expect(given).toHaveValue(/Hello Grace/);
    // The run waits on; a page that is loaded anew shows it again.
    await page.reload();
    await expect(given).toHaveValue(/Hello Grace/);
    await given.fill('{ "text": "Good morning"');
    await expect(goOn).toBeDisabled();
    await given.fill('{ "text": "Good morning" }');
    await goOn.click();
    await expect(given).toHaveValue(/Hello Lin/);
    await goOn.click();
    await expect(testRun(page).getByText(/^Done/).first()).toBeVisible();
    await testRun(page)
      .getByRole("button", { name: /^For each/ })
      .click();
    await expect(testRun(page)).toContainText(results("Hello Ada!", "Good morning!", "Hello Lin!"));
  });

  await test.step("an output that is kept takes the place of a node", async () => {
    await testRun(page).getByRole("button", { name: /^Code/ }).click();
    await testRun(page).getByRole("button", { name: "Use this output from now on" }).click();
    await node("Code").focus();
    await page.keyboard.press("F9");
    await testRun(page).getByRole("button", { name: "Run again" }).click();
    await expect(testRun(page).getByText(/^Done/).first()).toBeVisible();
    await testRun(page)
      .getByRole("button", { name: /^For each/ })
      .click();
    await expect(testRun(page)).toContainText(results("Hello Lin!", "Hello Lin!", "Hello Lin!"));
  });
});
