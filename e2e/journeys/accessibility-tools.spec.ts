// Tools, tool servers and node templates with what opens on them, light and dark, wide and on a phone: no rule of WCAG
// 2.2 AA that a machine can check is broken, and nothing scrolls sideways.

import { createToolServer, listServerTools } from "@/lib/tool-servers/contract";
import { createTool } from "@/lib/tools/contract";
import { startEverythingServer } from "../fixtures/everything-server";
import { expect, test } from "../fixtures/journey";
import { owner } from "../fixtures/owner";
import { check, looks, scan } from "../fixtures/scan-page";

test.describe.configure({ mode: "parallel", timeout: 300_000 });

const workspace = `/w/${owner.slug}`;
const addings = ["Import an API", "HTTP request", "Code", "Built-in tools"];

for (const { name, theme, viewport } of looks) {
  test.describe(name, () => {
    test.use({ viewport, colorScheme: theme });
    test.beforeEach(async ({ context, site }) => {
      await context.addCookies([{ name: "weft-theme", value: theme, url: site.url }]);
    });

    test(`a tool, ${name}`, async ({ page, api, named }) => {
      const tool = await api.call(createTool, {
        body: {
          kind: "http",
          name: named("order").replace(/\W+/g, "_"),
          displayName: named("Look up an order"),
          description: "Finds an order of the shop by its number.",
          inputSchema: { type: "object", properties: { number: { type: "integer" } }, required: ["number"] },
          config: {
            ...{ method: "POST", url: "https://shop.example/orders/{{ arguments.number }}", bodyType: "json" },
            ...{ body: { id: "{{ arguments.number }}" }, headers: [{ name: "accept", value: "application/json" }] },
          },
        },
      });
      const address = `${workspace}/tools/${tool.id}`;
      await check(page, address, page.getByRole("tab", { name: "Set-up" }));
      const description = page.getByRole("textbox", { name: "Description", exact: true });
      await description.fill("Finds an order.");
      await expect(page.getByRole("button", { name: "Save" })).toBeVisible();
      await scan(page, "a tool that is being changed");
      await description.fill("Finds an order of the shop by its number.");
      await page.getByRole("tab", { name: "Try it" }).click();
      await expect(page.getByRole("textbox", { name: "number" })).toBeVisible();
      await scan(page, "a call of a tool");
      await page.getByRole("tab", { name: "Used by" }).click();
      await expect(page.getByRole("tabpanel")).toBeVisible();
      await scan(page, "uses of a tool");
      await page.getByRole("main").getByRole("button", { name: "More" }).click();
      await expect(page.getByRole("menu")).toBeVisible();
      await scan(page, "the menu of a tool");
      await page.getByRole("menuitem", { name: "Delete tool" }).click();
      await expect(page.getByRole("alertdialog")).toBeVisible();
      await scan(page, "the removal of a tool");
      await page.getByRole("button", { name: "Delete tool" }).click();
      await expect(page).toHaveURL(/\/tools$/);
    });

    test(`dialogs of tools, ${name}`, async ({ page }) => {
      await page.goto(`${workspace}/tools`);
      for (const adding of addings) {
        await page.getByRole("button", { name: "Add tool" }).first().click();
        await page.getByRole("menuitem", { name: adding }).click();
        await expect(page.getByRole("dialog")).toBeVisible();
        await scan(page, adding);
        await page.keyboard.press("Escape");
        await expect(page.getByRole("dialog")).toBeHidden();
      }
    });

    test(`a tool server, ${name}`, async ({ page, api, named }) => {
      const everything = await startEverythingServer();
      const server = await api.call(createToolServer, {
        body: { name: named("Everything"), transport: "http", url: everything.url },
      });
      const params = { serverId: server.id };
      await expect(async () => {
        expect((await api.call(listServerTools, { params })).items.length).toBeGreaterThan(3);
      }).toPass();
      await check(page, `${workspace}/tools/servers/${server.id}`, page.getByText("Ready", { exact: true }));
      const rows = page.getByRole("row").filter({ has: page.getByRole("checkbox", { name: /^Choose / }) });
      await rows.first().getByRole("checkbox").check();
      await expect(page.getByRole("button", { name: "Approve 1" })).toBeVisible();
      await scan(page, "chosen tools of a server");
      await rows.nth(1).getByRole("button").click();
      await expect(page.getByRole("dialog").getByRole("button", { name: "Call", exact: true })).toBeVisible();
      await scan(page, "an opened tool of a server");
      await page.keyboard.press("Escape");
      for (const [entry, role] of [
        ["Change", "dialog"],
        ["Remove", "alertdialog"],
      ] as const) {
        await page.getByRole("button", { name: "More actions" }).click();
        await page.getByRole("menuitem", { name: entry, exact: true }).click();
        await expect(page.getByRole(role)).toBeVisible();
        await scan(page, `${entry} of a tool server`);
        await page.keyboard.press("Escape");
        await expect(page.getByRole(role)).toBeHidden();
      }
      await page.goto(`${workspace}/tools/servers`);
      await page.getByRole("button", { name: "Add server" }).click();
      await page.getByRole("dialog").getByRole("textbox", { name: "Address" }).fill(everything.url);
      await page.getByRole("dialog").getByRole("button", { name: "Try it" }).click();
      await expect(page.getByRole("dialog").getByText(/Everything Reference Server/)).toBeVisible();
      await scan(page, "a new tool server");
      await everything.stop();
    });

    test(`an entry of the palette, ${name}`, async ({ page }) => {
      await page.goto(`${workspace}/settings/node-templates`);
      await page
        .getByRole("button", { name: /^HTTP request/ })
        .first()
        .click();
      const sheet = page.getByRole("dialog");
      const query = sheet.locator('[data-template-field="query"]');
      await query.locator("summary").click();
      await query.getByRole("combobox", { name: "Shown" }).selectOption("While Method …");
      await expect(query.getByRole("checkbox", { name: "GET" })).toBeVisible();
      await scan(page, "an entry of the palette");
    });
  });
}
