// The palette as an administrator makes it: an HTTP request becomes "Look up order" with its address set and out of
// sight, builders find it at once, and what they draw with it runs; switched off, it leaves the palette alone.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { startRun } from "@/lib/runs/contract";
import { createWorkflow, editDraft, getDraft } from "@/lib/workflows/contract";
import { openDesigner, writePrompt } from "../fixtures/designer";
import { expect, test } from "../fixtures/journey";
import { owner } from "../fixtures/owner";

/** A shop that answers every address and remembers what it was asked. */
async function openShop() {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.setHeader("content-type", "application/json").end('{"order":"scarf"}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { asked, url: `http://127.0.0.1:${port}/orders/7`, close: () => server.close() };
}

async function openTemplates(page: Page): Promise<void> {
  await page.goto(`/w/${owner.slug}/settings/node-templates`);
  await expect(page.getByRole("switch", { name: "HTTP request is in the palette" })).toBeVisible();
}

async function choose(page: Page, entry: string, deed: string): Promise<void> {
  await page.getByRole("button", { name: `Actions for ${entry}`, exact: true }).click();
  await page.getByRole("menuitem", { name: deed }).click();
}

test("an HTTP request becomes a template that builders find, fill in and run", async ({
  page,
  context,
  api,
  named,
}) => {
  test.setTimeout(180_000);
  const shop = await openShop();
  const name = named("Look up order");
  const desk = await context.newPage();

  await test.step("made from the HTTP request, with its address set and hidden", async () => {
    await openTemplates(desk);
    await choose(desk, "HTTP request", "Make a template of it");
    await desk.getByRole("textbox", { name: "Name" }).fill(name);
    await desk.getByRole("button", { name: "Make template" }).click();
    const sheet = desk.getByRole("dialog", { name });
    const field = sheet.locator('[data-template-field="url"]');
    await field.locator("summary").click();
    await field.getByRole("checkbox", { name: "Hide the field" }).check();
    await sheet.getByRole("button", { name: "Save" }).click();
    await expect(sheet.getByText("needs a preset before it can be hidden")).toBeVisible();
    await writePrompt(field.getByRole("textbox", { name: "Preset" }), shop.url);
    await sheet.getByRole("button", { name: "Save" }).click();
    await expect(sheet).toBeHidden();
  });

  const workflow = await api.call(createWorkflow, { body: { name: named("Orders") } });
  const designer = await openDesigner(page, workflow);

  await test.step("in the palette, without its address in the form, and it runs", async () => {
    await designer.add(name);
    await designer.open(name);
    await expect(designer.inspector.getByText("Method", { exact: true })).toBeVisible();
    await expect(designer.inspector.getByText("Address", { exact: true })).toBeHidden();
    await designer.untilSaved();
    if ((await page.getByRole("group", { name: `Start → ${name}` }).count()) === 0) {
      await designer.showAll();
      await designer.connect("Start", name);
    }
    await expect(page.getByRole("group", { name: `Start → ${name}` })).toBeAttached();
    await designer.untilSaved();
    const run = await api.call(startRun, {
      params: { workflowId: workflow.id },
      body: { version: "draft", inputs: {}, respond: "blocking" },
    });
    expect(run).toMatchObject({ status: "succeeded" });
    expect(shop.asked).toEqual(["/orders/7"]);
  });

  await test.step("its fields move by keys, and its new name reaches the designer that is open", async () => {
    await desk.bringToFront();
    await desk.getByRole("button", { name: new RegExp(`^${name}`) }).click();
    const sheet = desk.getByRole("dialog", { name });
    await sheet.getByRole("textbox", { name: "Name" }).fill(`${name} 2`);
    await sheet.locator('[data-template-field="headers"] summary').focus();
    await desk.keyboard.press("Alt+ArrowUp");
    await sheet.getByRole("button", { name: "Save" }).click();
    await expect(sheet).toBeHidden();
    await page.bringToFront();
    await page.evaluate(() => window.dispatchEvent(new Event("visibilitychange")));
    const palette = page.getByRole("region", { name: "Nodes", exact: true });
    await expect(palette.getByRole("button", { name: `${name} 2`, exact: true })).toBeVisible();
    const fields = designer.inspector.locator("[data-field]");
    const keys = () => fields.evaluateAll((all) => all.map((one) => one.getAttribute("data-field")).slice(0, 3));
    await expect.poll(keys).toEqual(["method", "headers", "query"]);
  });

  await test.step("a field asked for, and another shown only with a choice, in the designer that is open", async () => {
    await desk.bringToFront();
    await desk.getByRole("button", { name: new RegExp(`^${name}`) }).click();
    const sheet = desk.getByRole("dialog", { name });
    const headers = sheet.locator('[data-template-field="headers"]');
    await headers.locator("summary").click();
    await headers.getByRole("checkbox", { name: "Required" }).check();
    const query = sheet.locator('[data-template-field="query"]');
    await query.locator("summary").click();
    await query.getByRole("combobox", { name: "Shown" }).selectOption("While Method …");
    await query.getByRole("checkbox", { name: "GET" }).uncheck();
    await sheet.getByRole("button", { name: "Save" }).click();
    await expect(sheet.getByText("waits for a value")).toBeVisible();
    await query.getByRole("checkbox", { name: "POST" }).check();
    await sheet.getByRole("button", { name: "Save" }).click();
    await expect(sheet).toBeHidden();
    await page.bringToFront();
    await page.evaluate(() => window.dispatchEvent(new Event("visibilitychange")));
    const fieldOf = (key: string) => designer.inspector.locator(`[data-field="${key}"]`);
    await expect(fieldOf("headers").getByText("Required. Fill it in.")).toBeVisible();
    await expect(fieldOf("query")).toBeHidden();
    await fieldOf("method").getByRole("combobox").selectOption("POST");
    await expect(fieldOf("query")).toBeVisible();
  });

  await test.step("switched off it leaves the palette, and the node stays what it is", async () => {
    await desk.bringToFront();
    // It is drawn as switched off before that is stored.
    const stored = desk.waitForResponse((response) => response.request().method() === "PATCH" && response.ok());
    await desk.getByRole("switch", { name: `${name} 2 is in the palette` }).click();
    await stored;
    await expect(desk.getByRole("switch", { name: `${name} 2 is in the palette` })).not.toBeChecked();
    await page.bringToFront();
    await page.evaluate(() => window.dispatchEvent(new Event("visibilitychange")));
    const palette = page.getByRole("region", { name: "Nodes", exact: true });
    await expect(palette.getByRole("button", { name: `${name} 2`, exact: true })).toBeHidden();
    await expect(designer.inspector.getByText(`${name} 2 ·`)).toBeVisible();
    await expect(designer.inspector.getByText("Address", { exact: true })).toBeHidden();
  });

  await test.step("a node without its hidden address shows it, so that it can be filled in", async () => {
    const params = { workflowId: workflow.id };
    const { revision, graph } = await api.call(getDraft, { params });
    const id = graph.nodes.find((node) => node.type === "http-request")?.id ?? "";
    const edits = [{ type: "configure" as const, id, set: {}, unset: ["url"] }];
    await api.call(editDraft, { params, body: { baseRevision: revision, edits } });
    await page.bringToFront();
    await page.reload();
    await designer.open(name);
    const address = designer.inspector.locator('[data-field="url"]');
    await expect(address.getByText("Required. Fill it in.")).toBeVisible();
    await writePrompt(address.getByRole("textbox"), shop.url);
    await expect(address.getByText("Required. Fill it in.")).toBeHidden();
    await expect(address).toBeVisible();
    await designer.untilSaved();
  });

  await test.step("removed, its nodes go on with the form of their type", async () => {
    await desk.bringToFront();
    await choose(desk, `${name} 2`, "Remove");
    await expect(desk.getByText("One draft uses it").or(desk.getByText("1 draft uses it"))).toBeVisible();
    await desk.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
    await expect(desk.getByRole("alertdialog")).toBeHidden();
    await expect(desk.getByRole("switch", { name: `${name} 2 is in the palette` })).toBeHidden();
    await page.reload();
    await designer.open(name);
    await expect(designer.inspector.getByText("Address", { exact: true })).toBeVisible();
  });
  shop.close();
});
