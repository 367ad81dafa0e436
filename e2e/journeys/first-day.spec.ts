// The first day: from an empty installation to an answer that streams, drawn by oneself, and its run in the list.

import { designerOn, writePrompt } from "../fixtures/designer";
import { expect, testAlone } from "../fixtures/journey";
import { startModelServer } from "../fixtures/model-server";
import { owner } from "../fixtures/owner";
import { talkOn, untilWhole, untilWords } from "../fixtures/talk";

const test = testAlone({ isSetUp: false });

test("a newcomer draws an agent, publishes it, talks to it and finds the run", async ({ page }) => {
  test.setTimeout(180_000);
  const server = await startModelServer({ apiKey: "sk-loom-4711" });

  await test.step("creates the first account", async () => {
    await page.goto("/");
    await expect(page).toHaveURL(/\/setup$/);
    await page.getByRole("textbox", { name: "Your name" }).fill(owner.name);
    await page.getByRole("textbox", { name: "E-mail address" }).fill(owner.email);
    await page.getByRole("textbox", { name: "Password", exact: true }).fill("password12");
    await page.getByRole("textbox", { name: "Workspace" }).fill(owner.workspace);
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByText("one of the first passwords that would be guessed")).toBeVisible();
    await page.getByRole("textbox", { name: "Password", exact: true }).fill(owner.password);
    await page.getByRole("button", { name: "Create account" }).click();
    await page.waitForURL(`**/w/${owner.slug}/**`);
  });

  await test.step("connects a model", async () => {
    await page.getByRole("navigation", { name: "Main menu" }).getByRole("link", { name: "Models" }).click();
    await page.getByRole("button", { name: "Add provider" }).click();
    await page.getByRole("button", { name: "Other, OpenAI-compatible" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Name" }).fill("Workshop");
    await dialog.getByRole("textbox", { name: "Address" }).fill(server.url);
    await dialog.getByRole("textbox", { name: "Key" }).fill("sk-wrong");
    await dialog.getByRole("button", { name: "Show what it offers" }).click();
    await expect(dialog.getByText("The provider rejected the key")).toBeVisible();
    await dialog.getByRole("textbox", { name: "Key" }).fill("sk-loom-4711");
    await dialog.getByRole("button", { name: /Show what it offers|Ask again/ }).click();
    await dialog.getByRole("checkbox", { name: "scripted", exact: true }).check();
    await dialog.getByRole("button", { name: "Test" }).click();
    await expect(dialog.getByText("scripted answered")).toBeVisible();
    await dialog.getByRole("button", { name: "Add", exact: true }).last().click();
    await expect(page.getByText("Workshop is added")).toBeVisible();
  });

  await test.step("creates an agent with the short form", async () => {
    await page.getByRole("navigation", { name: "Main menu" }).getByRole("link", { name: "Agents" }).click();
    await page.getByRole("link", { name: "New agent" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("Weaver");
    await page.getByRole("textbox", { name: "What it does" }).fill("Weaves answers.");
    await page.getByRole("textbox", { name: "Instructions" }).fill("You weave.");
    await page.getByRole("combobox", { name: "Model" }).selectOption("scripted");
    await page.getByRole("textbox", { name: "Welcome message" }).fill("What shall I weave?");
    await page.getByRole("button", { name: "Create agent" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Weaver" })).toBeVisible();
  });

  const designer = designerOn(page);
  await test.step("draws a thought before the answer and a last word after it", async () => {
    await page.getByRole("link", { name: "Open in designer" }).click();
    await expect(designer.node("Write the answer")).toBeVisible();

    await page.getByRole("group", { name: "Start → Write the answer" }).press("Enter");
    await page.getByRole("button", { name: "Insert a node here" }).click();
    await page.getByRole("combobox", { name: "Add a node" }).fill("language");
    await page.getByRole("option", { name: "Language model" }).click();
    await designer.rename("Look around");
    await designer.inspector.getByRole("combobox", { name: "Show in chat" }).selectOption("As a thought");
    await writePrompt(
      designer.inspector.getByRole("textbox", { name: "Prompt" }),
      "{{ start.query }} [[say:The loom is warm]] [[hold:2]]",
    );

    await designer.add("Answer");
    await designer.rename("Last word");
    await writePrompt(designer.inspector.getByRole("textbox", { name: "Text" }), "\n\nSpun by Weft.");
    await designer.inspector.getByRole("button", { name: "Close" }).click();
    await page.getByRole("button", { name: "Tidy up" }).click();
    await designer.showAll();
    await designer.connect("Write the answer", "Last word");
    await designer.connect("Last word", "End");
    await expect(designer.wires).toHaveCount(5);
    await designer.untilSaved();
  });

  await test.step("publishes it", async () => {
    await page.getByRole("button", { name: "Publish v1" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Publish v1" }).click();
    await expect(page.getByText("Version 1 is live")).toBeVisible();
  });

  const talk = talkOn(page);
  await test.step("talks to it and watches its thoughts unfold", async () => {
    await page.getByRole("navigation", { name: "Main menu" }).getByRole("link", { name: "Chat" }).click();
    await expect(page.getByText("What shall I weave?")).toBeVisible();
    await talk.ask("Weave me a few hundred words [[words:200]] [[hold:100]]");
    const turn = talk.turns.first();
    await turn.getByRole("button", { name: /Look around/ }).click();
    await expect(turn.getByText("The loom", { exact: true })).toBeVisible();
    server.release("The loom is warm");
    await untilWords(turn, 100);
  });

  await test.step("reloads in the middle of the answer, and nothing is lost or doubled", async () => {
    await page.reload();
    const turn = talk.turns.first();
    await untilWords(turn, 100);
    await expect(talk.stop).toBeVisible();
    server.release("Weave me");
    await untilWhole(talk, turn, 200);
    await expect(turn.getByText("Spun by Weft.")).toHaveCount(1);
    await turn.getByRole("button", { name: /^(Took|Thought for) / }).click();
    await turn.getByRole("button", { name: "Look around" }).click();
    await expect(turn.getByText("The loom is warm")).toBeVisible();
  });

  await test.step("finds the run in the list and opens it", async () => {
    await page.getByRole("link", { name: "Back to the studio" }).click();
    await page.getByRole("navigation", { name: "Main menu" }).getByRole("link", { name: "Runs" }).click();
    const row = page.getByRole("row").filter({ hasText: "Weave me a few hundred words" });
    await expect(row).toContainText("Succeeded");
    await row.getByRole("link").first().click();
    await page.getByRole("link", { name: "Open full page" }).click();
    await expect(page).toHaveURL(/\/runs\/[0-9a-f-]{36}$/);
    for (const name of ["Start", "Look around", "Write the answer", "Last word", "End"]) {
      await expect(page.getByRole("list", { name: "What each node did" }).getByText(name).first()).toBeVisible();
    }
  });

  await server.stop();
});
