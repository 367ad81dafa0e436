// What somebody has typed and not saved: leaving asks, by a link and by going back, and staying keeps it. And a double
// click makes one thing, not two.
import { listPrompts } from "@/lib/prompts/contract";
import { createTool } from "@/lib/tools/contract";
import { expect, test } from "../fixtures/journey";
import { owner } from "../fixtures/owner";

const workspace = `/w/${owner.slug}`;

test("a tool that is being changed is not left without a question", async ({ page, api, named }) => {
  const tool = await api.call(createTool, {
    body: {
      kind: "code",
      name: named("twice").replace(/\W+/g, "_"),
      displayName: named("Twice"),
      description: "Doubles a number.",
      inputSchema: { type: "object", properties: { number: { type: "number" } } },
      config: { source: "return inputs.number * 2;" },
    },
  });
  await page.goto(`${workspace}/tools`);
  await page.getByRole("link", { name: tool.displayName }).click();
  const description = page.getByRole("textbox", { name: "Description", exact: true });
  await description.fill("Doubles any number.");

  await page.getByRole("tab", { name: "Try it" }).click();
  await expect(description).toBeHidden();
  await page.getByRole("tab", { name: "Set-up" }).click();
  await expect(description).toHaveValue("Doubles any number.");

  const question = page.getByRole("alertdialog", { name: "Leave without saving?" });
  const stay = question.getByRole("button", { name: "Cancel" });
  await page.getByRole("navigation").getByRole("link", { name: "Prompts" }).first().click();
  await stay.click();
  await expect(description).toHaveValue("Doubles any number.");
  await page.evaluate(() => history.back());
  await stay.click();
  await expect(page).toHaveURL(new RegExp(`/tools/${tool.id}`));
  await expect(description).toHaveValue("Doubles any number.");

  // What is typed while it is being saved stays, and is asked about.
  let goOn = () => {};
  const held = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  await page.route(`**/api/v1/tools/${tool.id}`, async (route) => {
    if (route.request().method() === "PATCH") await held;
    await route.continue();
  });
  const saved = page.waitForResponse((answer) => answer.request().method() === "PATCH");
  await page.getByRole("button", { name: "Save" }).click();
  await description.fill("Doubles whatever it is given.");
  goOn();
  expect((await saved).status()).toBe(200);
  await expect(page.getByRole("button", { name: "Save" })).toBeEnabled();
  await expect(description).toHaveValue("Doubles whatever it is given.");
  await page.getByRole("navigation").getByRole("link", { name: "Prompts" }).first().click();
  await question.getByRole("button", { name: "Leave" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Prompts" })).toBeVisible();
});

test("a double click creates one prompt and opens it", async ({ page, api, named }) => {
  const name = named("Double");
  await page.goto(`${workspace}/prompts`);
  await page.getByRole("button", { name: "New prompt" }).first().click();
  const dialog = page.getByRole("dialog", { name: "New prompt" });
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  await dialog.getByRole("textbox", { name: "Text" }).fill("Be kind.");
  await dialog.getByRole("button", { name: "Create prompt" }).dblclick();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  const { items } = await api.call(listPrompts, { query: { search: name } });
  expect(items).toHaveLength(1);
});
