// Without a pointer: a small graph is made, configured, tried and corrected by keys alone, by someone who hears what
// the focus is on.
import type { Page } from "@playwright/test";
import { createWorkflow, getDraft } from "@/lib/workflows/contract";
import { openDesigner } from "../fixtures/designer";
import { expect, test } from "../fixtures/journey";

/** Presses Tab until the focus is on something of that role and name. */
async function tabTo(page: Page, role: Parameters<Page["getByRole"]>[0], name: string | RegExp): Promise<void> {
  const wanted = page.getByRole(role, { name, exact: true });
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press("Tab");
    const there = await wanted.evaluateAll((elements) =>
      elements.some((element) => element === document.activeElement),
    );
    if (there) return;
  }
  throw new Error(`Tab never reaches ${role} "${name}".`);
}

test("a small graph is made by keyboard alone", async ({ page, api, named }) => {
  test.setTimeout(120_000);
  const workflow = await api.call(createWorkflow, { body: { name: named("Keys") } });
  const designer = await openDesigner(page, workflow);
  await designer.canvas.focus();

  await test.step("a node into a wire", async () => {
    await tabTo(page, "group", "Start → End");
    await page.keyboard.press("Enter");
    await tabTo(page, "button", "Insert a node here");
    await page.keyboard.press("Enter");
    await page.keyboard.type("condi");
    await page.keyboard.press("Enter");
    await expect(designer.node("Condition")).toBeVisible();
  });

  await test.step("a node behind the chosen one, out of the palette", async () => {
    await designer.canvas.focus();
    await page.keyboard.press("/");
    await expect(page.getByRole("searchbox", { name: "Add a node" })).toBeFocused();
    await page.keyboard.type("answer");
    await page.keyboard.press("Enter");
    await expect(designer.node("Answer")).toBeVisible();
    await expect(page.getByRole("group", { name: "Condition → Answer" })).toBeAttached();
  });

  await test.step("its name and its text", async () => {
    await tabTo(page, "textbox", "Name of the node");
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("Greeting");
    await page.keyboard.press("Enter");
    await tabTo(page, "textbox", "Text");
    await page.keyboard.type("Hello by keys.");
    await expect(designer.node("Greeting")).toContainText("Hello by keys.");
  });

  await test.step("undone and done again", async () => {
    await designer.canvas.focus();
    await page.keyboard.press("ControlOrMeta+z");
    await expect(designer.node("Greeting")).not.toContainText("Hello by keys.");
    await page.keyboard.press("ControlOrMeta+Shift+z");
    await expect(designer.node("Greeting")).toContainText("Hello by keys.");
  });

  await test.step("a node is moved, another removed", async () => {
    await page.keyboard.press("Escape");
    await tabTo(page, "group", "Greeting");
    await page.keyboard.press("Enter");
    await designer.node("Greeting").focus();
    await page.keyboard.press("ArrowDown");
    await designer.node("Condition").focus();
    await page.keyboard.press("Delete");
    await expect(designer.node("Condition")).toHaveCount(0);
    await expect(designer.node("Greeting")).toBeVisible();
  });

  await test.step("a wire is removed where the focus is, and comes back", async () => {
    await page.keyboard.press("ControlOrMeta+z");
    await designer.canvas.focus();
    await tabTo(page, "group", "Start → Condition");
    await page.keyboard.press("Backspace");
    await expect(page.getByRole("group", { name: "Start → Condition" })).toHaveCount(0);
    await expect(designer.node("Condition")).toBeVisible();
    await page.keyboard.press("ControlOrMeta+z");
    await page.keyboard.press("ControlOrMeta+Shift+z");
    await designer.node("Condition").focus();
    await page.keyboard.press("Delete");
    await expect(designer.node("Condition")).toHaveCount(0);
  });

  await test.step("tried", async () => {
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(page.getByRole("region", { name: "Test run" })).toBeVisible();
  });

  await designer.untilSaved();
  const { graph } = await api.call(getDraft, { params: { workflowId: workflow.id } });
  const greeting = graph.nodes.find((node) => node.name === "Greeting");
  expect(greeting?.config.text).toBe("Hello by keys.");
  expect(graph.nodes.map((node) => node.type).sort()).toEqual(["answer", "end", "start"]);
});
