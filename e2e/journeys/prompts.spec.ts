// A prompt from its first words to an agent that uses it: two versions, what differs, both asked beside each other, put
// into a node by reference, taken by a run, and found again where it is used.
import type { Page } from "@playwright/test";
import { publishAgent } from "@/lib/agents/contract";
import { ask } from "@/lib/conversations/contract";
import { createPrompt, listPrompts } from "@/lib/prompts/contract";
import { getDraft } from "@/lib/workflows/contract";
import { openDesigner, writePrompt } from "../fixtures/designer";
import { drawGraph } from "../fixtures/draw-graph";
import { expect, test } from "../fixtures/journey";
import { owner } from "../fixtures/owner";

const tab = (page: Page, name: string | RegExp) => page.getByRole("tab", { name });

test("a prompt is written, compared, tried, used by an agent and kept from being deleted", async ({
  page,
  api,
  model,
  makeAgent,
  named,
}) => {
  test.setTimeout(180_000);
  const name = named("Refund answer");
  const editor = page.getByRole("textbox", { name: "Text of the prompt" });

  await test.step("written, with its variables found in the text", async () => {
    await page.goto(`/w/${owner.slug}/prompts`);
    await page.getByRole("button", { name: "New prompt" }).first().click();
    const dialog = page.getByRole("dialog", { name: "New prompt" });
    await dialog.getByRole("textbox", { name: "Name" }).fill(name);
    await dialog.getByRole("combobox", { name: "Category" }).fill("Support");
    const text = dialog.getByRole("textbox", { name: "Text" });
    await text.fill("Be {{ tone");
    await expect(dialog.getByText("These braces are never closed.")).toBeVisible();
    await expect(dialog.getByRole("button", { name: "Create prompt" })).toBeDisabled();
    await text.fill("Be {{ tone }}.\nAnswer: {{ question }}");
    await dialog.getByRole("button", { name: "Create prompt" }).click();
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    await expect(page.getByText("Settings of tone")).toBeAttached();
    await expect(page.getByText("Settings of question")).toBeAttached();
  });

  await test.step("changed; what was typed is back after another page was looked at", async () => {
    await writePrompt(editor, "Be {{ tone }}.\nIn one sentence.\nAnswer: {{ question }}");
    await page.locator("summary").filter({ hasText: "Settings of tone" }).click();
    await page.getByRole("combobox", { name: "Type" }).selectOption({ label: "One of several" });
    await expect(page.getByText("Give at least one choice.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Save as v2" })).toBeDisabled();
    await page.getByRole("textbox", { name: "Choices" }).fill("kind\ndry");
    await page.getByRole("combobox", { name: "Default" }).selectOption("kind");
    await page.getByRole("link", { name: "Prompts" }).first().click();
    await page.getByRole("link", { name, exact: true }).click();
    await expect(page.getByText("What you had typed and not saved is back.")).toBeVisible();
    await expect(editor).toContainText("In one sentence.");
    await page.getByRole("textbox", { name: "What has changed" }).fill("Shorter");
    await page.getByRole("button", { name: "Save as v2" }).click();
    await expect(page.getByText("Saved as v2")).toBeVisible();
  });

  await test.step("its versions tell what differs", async () => {
    await tab(page, /^Versions/).click();
    await expect(page.getByRole("button", { name: /^v2 Current.*Shorter/ })).toBeVisible();
    const diff = page.getByRole("table", { name: "v2 compared with v1" });
    await expect(diff.getByRole("row").filter({ hasText: "In one sentence." })).toContainText("added");
    await expect(page.getByText("tone is described otherwise")).toBeVisible();
  });

  await test.step("both versions are asked with the same values", async () => {
    await tab(page, "Test").click();
    await page.getByRole("combobox", { name: "Model" }).selectOption(model.modelId);
    await page.getByRole("checkbox", { name: "Side by side with another version" }).check();
    await page.getByRole("button", { name: "Ask with both" }).click();
    await expect(page.getByText("This is needed.")).toBeVisible();
    await page.getByRole("textbox", { name: "question" }).fill("May I send {{ it }} back?");
    await page.getByRole("button", { name: "Ask with both" }).click();
    const left = page.getByRole("region", { name: "Answer with v2 (current)" });
    const right = page.getByRole("region", { name: "Answer with v1" });
    await expect(left).toContainText("You asked: Be kind. In one sentence. Answer: May I send {{ it }} back?");
    await expect(right).toContainText("You asked: Be kind. Answer: May I send {{ it }} back?");
    for (const side of [left, right]) await expect(side.getByText(/ in · .* out$/)).toBeVisible();
    await page.locator("summary").filter({ hasText: "Parameters" }).click();
    const temperature = page.getByRole("spinbutton", { name: "Temperature as a number" });
    await temperature.fill("30");
    await expect(page.getByText("Mend the parameters first.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Ask with both" })).toBeDisabled();
    await temperature.fill("0.3");
    await page.getByRole("textbox", { name: "question" }).fill("Slowly [[hold:3]]");
    await page.getByRole("button", { name: "Ask with both" }).click();
    const asked = () => model.server.requests.filter(({ question }) => question.includes("Slowly"));
    await expect.poll(() => asked().map(({ body }) => body.temperature)).toEqual([0.3, 0.3]);
    await page.getByRole("button", { name: "Stop" }).click();
    for (const side of [left, right]) await expect(side.getByText("Stopped")).toBeVisible();
    await expect(page.getByRole("button", { name: "Ask with both" })).toBeVisible();
  });

  const agent = await makeAgent({
    graph: drawGraph("start -> llm_1 -> end", {
      start: { name: "Start" },
      llm_1: { name: "Answer", config: { modelId: model.modelId, prompt: "{{ start.query }}" }, renderMode: "message" },
    }),
    unpublished: true,
  });

  const manners = named("Manners");
  await test.step("one without a category is found among those", async () => {
    await api.call(createPrompt, { body: { name: manners, template: "Be {{ manner }}. Write \\{{name}}." } });
    await page.goto(`/w/${owner.slug}/prompts`);
    await page.getByRole("combobox", { name: "Category" }).selectOption(" ");
    await expect(page.getByRole("link", { name: manners, exact: true })).toBeVisible();
    await expect(page.getByRole("link", { name, exact: true })).toHaveCount(0);
  });

  await test.step("put into a node by reference, its variables filled from what is there", async () => {
    const designer = await openDesigner(page, { id: agent.workflowId });
    await designer.open("Answer");
    await designer.inspector.getByRole("combobox", { name: "Use a prompt" }).click();
    await page.getByRole("combobox", { name: "Search" }).fill(name);
    await page.getByRole("option", { name }).click();
    await expect(designer.inspector.getByText("Always the latest (now 2)")).toBeAttached();
    await writePrompt(designer.inspector.getByRole("textbox", { name: "question" }), "{{ start.query }}");
    await designer.inspector.getByRole("combobox", { name: "Instructions from a prompt" }).click();
    await page.getByRole("combobox", { name: "Search" }).fill(manners);
    await page.getByRole("option", { name: manners }).click();
    await expect(designer.inspector.getByRole("textbox", { name: "Instructions" })).toHaveCount(0);
    await designer.inspector.getByRole("combobox", { name: "Version", exact: true }).first().selectOption("1");
    await writePrompt(designer.inspector.getByRole("textbox", { name: "manner" }), "patient");
    await designer.untilSaved();
  });

  await test.step("a run takes it", async () => {
    const { revision } = await api.call(getDraft, { params: { workflowId: agent.workflowId } });
    await api.call(publishAgent, { params: { agentId: agent.id }, body: { revision } });
    const turn = await api.call(ask, {
      params: { agentId: agent.id },
      body: { query: "Is a scarf a tool?", respond: "blocking" },
    });
    expect(turn).toMatchObject({ status: "succeeded" });
    expect(turn.response).toContain("Be kind.\nIn one sentence.\nAnswer: Is a scarf a tool?");
    const asked = model.server.requests.find(({ question }) => question.includes("Is a scarf a tool?"));
    expect(asked?.body.messages).toContainEqual({ role: "system", content: "Be patient. Write {{name}}." });
  });

  await test.step("it tells where it is used, and stays while it is", async () => {
    const found = await api.call(listPrompts, { query: { search: name } });
    const prompt = found.items.find((one) => one.name === name);
    await page.goto(`/w/${owner.slug}/prompts/${prompt?.id}`);
    await tab(page, "Used by").click();
    const use = page.getByRole("listitem").filter({ has: page.getByRole("link", { name: agent.name }) });
    await expect(use).toContainText("Live");
    await page.getByRole("button", { name: "More", exact: true }).click();
    await page.getByRole("menuitem", { name: "Delete prompt" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete prompt" }).click();
    const refusal = page.getByRole("dialog", { name: `${name} can’t be deleted` });
    await expect(refusal.getByRole("link", { name: agent.name })).toBeVisible();
    await refusal.getByRole("button", { name: "Switch off" }).click();
    await expect(page.getByText("This prompt is switched off.")).toBeVisible();
    await tab(page, "Text").click();
    await expect(editor).toContainText("In one sentence.");
  });
});
