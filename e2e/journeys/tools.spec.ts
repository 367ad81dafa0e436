// From a tool server to an answer: an administrator connects it and approves its tools, gives some to an agent on the
// canvas, and whoever talks to the agent watches the calls, approves one with other arguments, and reads what it cost.
import type { Page } from "@playwright/test";
import { listAgents } from "@/lib/agents/contract";
import { updateModel } from "@/lib/models/contract";
import { listServerTools, listToolServers } from "@/lib/tool-servers/contract";
import type { Api } from "../fixtures/call-api";
import { designerOn } from "../fixtures/designer";
import { startEverythingServer } from "../fixtures/everything-server";
import { expect, test } from "../fixtures/journey";
import { owner } from "../fixtures/owner";
import { openTalk, talkOn } from "../fixtures/talk";

const workspace = `/w/${owner.slug}`;
const toolsGiven = ["echo", "get-sum", "trigger-long-running-operation"];

async function addServer(page: Page, url: string, name: string): Promise<void> {
  await page.getByRole("navigation", { name: "Main menu" }).getByRole("link", { name: "Tools" }).click();
  await page.getByRole("link", { name: "Tool servers" }).click();
  await page.getByRole("button", { name: "Add server" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a tool server" });
  await dialog.getByRole("textbox", { name: "Address" }).fill(url);
  await dialog.getByRole("button", { name: "Try it" }).click();
  await expect(dialog.getByText(/Everything Reference Server · \d+ tools/)).toBeVisible();
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  await dialog.getByRole("button", { name: "Add server" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

/** What models call the tools of a server by: another server may have taken a plain name before. */
async function namesOf(api: Api, serverName: string): Promise<(remoteName: string) => string> {
  const { items: servers } = await api.call(listToolServers, {});
  const serverId = servers.find(({ name }) => name === serverName)?.id ?? "";
  const { items } = await api.call(listServerTools, { params: { serverId } });
  return (remoteName) => items.find((tool) => tool.remoteName === remoteName)?.name ?? remoteName;
}

test("an agent works with the tools of a server, and people see, decide and pay for what it does", async ({
  page,
  context,
  api,
  model,
  named,
}) => {
  test.setTimeout(300_000);
  const server = await startEverythingServer();
  const serverName = named("Everything");
  const agentName = named("Calculator");
  let nameOf = (remoteName: string) => remoteName;
  const rowOf = (tool: string) =>
    page.getByRole("row").filter({ has: page.getByRole("checkbox", { name: `Choose ${nameOf(tool)}`, exact: true }) });
  const { name: modelName } = await api.call(updateModel, {
    params: { modelId: model.modelId },
    body: { inputPrice: 1_000, outputPrice: 2_000, currency: "EUR" },
  });
  await page.goto(`${workspace}/tools`);

  await test.step("connects the server and sees what it offers", async () => {
    await addServer(page, server.url, serverName);
    await expect(page.getByText("Ready", { exact: true })).toBeVisible();
    nameOf = await namesOf(api, serverName);
    await expect(rowOf("get-sum")).toContainText("To approve");
  });

  await test.step("calls one once, and approves three", async () => {
    await rowOf("get-sum").getByRole("button").click();
    const sheet = page.getByRole("dialog");
    await sheet.getByRole("textbox", { name: "a", exact: true }).fill("2");
    await sheet.getByRole("textbox", { name: "b", exact: true }).fill("3");
    await sheet.getByRole("button", { name: "Call", exact: true }).click();
    await expect(sheet.getByText("The sum of 2 and 3 is 5.")).toBeVisible();
    await page.keyboard.press("Escape");
    for (const tool of toolsGiven) await rowOf(tool).getByRole("checkbox").check();
    await page.getByRole("button", { name: "Approve 3" }).click();
    for (const tool of toolsGiven) await expect(rowOf(tool)).toContainText("Approved");
  });

  await test.step("has calls of one approved by people", async () => {
    await rowOf("get-sum").getByRole("button").click();
    await page.getByRole("dialog").getByRole("link", { name: "Open full page" }).click();
    await page.getByRole("combobox", { name: "Ask a person before a call" }).selectOption("Always");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Saved")).toBeVisible();
  });

  const designer = designerOn(page);
  await test.step("gives them to an agent on the canvas", async () => {
    await page.getByRole("navigation", { name: "Main menu" }).getByRole("link", { name: "Agents" }).click();
    await page.getByRole("link", { name: "New agent" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill(agentName);
    await page.getByRole("button", { name: "Create agent" }).click();
    await page.getByRole("link", { name: "Open in designer" }).click();
    await designer.node("Write the answer").click();
    await page.keyboard.press("Delete");
    await designer.add("Agent");
    await designer.rename("Work it out");
    const { inspector } = designer;
    await inspector.getByRole("combobox", { name: "Model", exact: true }).click();
    // Not one of its provider alone, whose name is the same.
    await page
      .getByRole("option")
      .filter({ hasText: new RegExp(`^${modelName}`) })
      .last()
      .click();
    for (const tool of toolsGiven) {
      await inspector.getByRole("combobox", { name: "Tools", exact: true }).click();
      await page.getByPlaceholder("Search").last().fill(nameOf(tool));
      await page
        .getByRole("option")
        .filter({ hasText: nameOf(tool) })
        .first()
        .click();
    }
    await expect(inspector.getByRole("list", { name: "Tools", exact: true }).getByRole("listitem")).toHaveCount(3);
    await inspector.getByRole("button", { name: "Close" }).click();
    await page.getByRole("button", { name: "Tidy up" }).click();
    await designer.showAll();
    await designer.connect("Start", "Work it out");
    await designer.connect("Work it out", "End");
    await designer.untilSaved();
    await page.getByRole("button", { name: "Publish v1" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Publish v1" }).click();
    await expect(page.getByText("Version 1 is live")).toBeVisible();
  });

  const talk = talkOn(page);
  const call = (tool: string, args: object) => `[[call:${nameOf(tool)} ${JSON.stringify(args)}]]`;
  await test.step("watches the calls of an answer while they are made", async () => {
    const { items } = await api.call(listAgents, { query: { search: agentName } });
    await openTalk(page, { id: items[0]?.id ?? "", name: agentName });
    await talk.ask(
      `Say it slowly ${call("echo", { message: "warp and weft" })} ${call("trigger-long-running-operation", { duration: 8, steps: 4 })}`,
    );
    const turn = talk.turns.last();
    await turn.getByRole("button", { name: /Trigger Long Running/ }).click();
    const thoughts = turn.getByRole("list", { name: "Thoughts" });
    await expect(thoughts.getByText("warp and weft")).toBeHidden();
    await thoughts.getByRole("button", { name: /^Echo/ }).click();
    await expect(thoughts.getByText("Echo: warp and weft")).toBeVisible();
    await expect(turn.getByText(/The tools said: Echo: warp and weft/)).toBeVisible();
  });

  const asked = (b: number) => call("get-sum", { a: 2, b });
  await test.step("approves a call in chat, with other arguments", async () => {
    await talk.ask(`Add this up ${asked(3)}`);
    const turn = talk.turns.nth(1);
    const card = turn.getByRole("article");
    await expect(card.getByText(`Wants to call ${nameOf("get-sum")}`)).toBeVisible();
    await card.getByRole("textbox", { name: "b" }).fill("40");
    await card.getByRole("button", { name: "Approve" }).click();
    await expect(turn.getByText("The tools said: The sum of 2 and 40 is 42.")).toBeVisible();
    await expect(card).toBeHidden();
  });

  await test.step("approves one in the inbox as it is", async () => {
    await talk.ask(`And this ${asked(5)}`);
    const turn = talk.turns.nth(2);
    await expect(turn.getByText("Waiting for an approval: Get Sum")).toBeVisible();
    const desk = await context.newPage();
    await desk.goto(`${workspace}/approvals`);
    await desk.getByRole("link", { name: "Get Sum" }).first().click();
    const card = desk.getByRole("region", { name: "Open approval" });
    await expect(card.getByText(`Wants to call ${nameOf("get-sum")}`)).toBeVisible();
    await expect(card.getByRole("textbox", { name: "b" })).toHaveValue("5");
    await card.getByRole("button", { name: "Approve" }).click();
    await expect(card.getByText(`by ${owner.name}`)).toBeVisible();
    await desk.close();
    await expect(turn.getByText("The tools said: The sum of 2 and 5 is 7.")).toBeVisible();
  });

  await test.step("rejects one, and the model is told why", async () => {
    await talk.ask(`And that ${asked(6)}`);
    const turn = talk.turns.nth(3);
    const card = turn.getByRole("article");
    await card.getByRole("textbox", { name: "Comment" }).fill("Not today");
    await card.getByRole("button", { name: "Reject" }).click();
    await expect(
      turn.getByText(/The tools said: This call was rejected by a person and not made.*Not today/),
    ).toBeVisible();
  });

  await test.step("reads what it cost: beside the answer, on the run's page, and in the usage", async () => {
    await talk.turns.last().getByRole("button", { name: "Look inside this answer" }).click();
    const inside = page.getByRole("region", { name: "Inside the answer" });
    await expect(inside.getByText(/€\d/).first()).toBeVisible();
    await inside.getByRole("link", { name: "Open full page" }).click();
    await expect(page).toHaveURL(/\/runs\/[0-9a-f-]{36}$/);
    await expect(
      page.getByRole("list", { name: "What each node did" }).getByText("Get Sum Tool").first(),
    ).toBeVisible();
    await expect(page.getByText(/€\d/).first()).toBeVisible();
    await page.goto(`${workspace}/usage`);
    await page.getByText("Agents", { exact: true }).last().click();
    const row = page.getByRole("row").filter({ hasText: agentName });
    await expect(row).toContainText(/€\d/);
  });
  await server.stop();
});
