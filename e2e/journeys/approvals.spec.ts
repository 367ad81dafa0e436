// A run that asks people: from the question in chat to the inbox and back to the answer, approved with a changed text,
// rejected, decided twice, decided by a link without signing in.
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/journey";
import { askingGraph } from "../fixtures/make-agent";
import { owner } from "../fixtures/owner";
import { openTalk } from "../fixtures/talk";

/** The open approval of the inbox, whichever way it is shown. */
const openedOn = (page: Page) => page.getByRole("region", { name: "Open approval" });

async function openInbox(page: Page, title: string) {
  await page.goto(`/w/${owner.slug}/approvals`);
  await page.getByRole("link", { name: title }).click();
  const card = openedOn(page);
  await expect(card.getByRole("heading", { name: title })).toBeVisible();
  return card;
}

test("approved in the inbox with a changed text, while the chat waits", async ({ page, makeAgent, context, named }) => {
  const order = named("scarf");
  const talk = await openTalk(page, await makeAgent({ graph: askingGraph }));
  await talk.ask(order);
  await expect(talk.turns.first().getByText(`Waiting for an approval: Refund for ${order}`)).toBeVisible();

  const desk = await context.newPage();
  const card = await openInbox(desk, `Refund for ${order}`);
  await expect(card.getByText("38 €")).toBeVisible();
  await card.getByRole("textbox", { name: "Text to send on" }).fill("You get all of it back.");
  await expect(card.getByText("changed", { exact: true })).toBeVisible();
  await card.getByRole("button", { name: "Approve" }).click();
  await expect(card.getByText("This is needed.")).toBeVisible();
  await expect(card.getByRole("textbox", { name: "Amount" })).toBeFocused();

  // Nothing that was written is lost on the way.
  await desk.reload();
  await expect(card.getByRole("textbox", { name: "Text to send on" })).toHaveValue("You get all of it back.");
  await card.getByRole("textbox", { name: "Amount" }).fill("38");
  await desk.getByRole("heading", { level: 1 }).click();
  await desk.keyboard.press("a");
  await expect(card.getByRole("button", { name: "Approve" })).toBeFocused();
  await desk.keyboard.press("Enter");
  await expect(card.getByText(`by ${owner.name}`)).toBeVisible();

  await expect(talk.turns.first().getByText("38 €: You get all of it back.")).toBeVisible();
});

test("rejected where the chat shows it, after a reload", async ({ page, makeAgent, named }) => {
  const order = named("loom");
  const talk = await openTalk(page, await makeAgent({ graph: askingGraph }));
  await talk.ask(order);
  const card = talk.turns.first().getByRole("article");
  await expect(card.getByRole("heading", { name: `Refund for ${order}` })).toBeVisible();
  await page.waitForURL("**/chat/*-*");
  await page.reload();
  await card.getByRole("textbox", { name: "Comment" }).fill("Too late");
  await card.getByRole("button", { name: "Reject" }).click();
  await expect(talk.turns.first().getByText("Refused: Too late")).toBeVisible();
  await expect(card).toBeHidden();
});

test("of two who decide at once, the second learns who was first and loses no word", async ({
  page,
  makeAgent,
  context,
  named,
}) => {
  const order = named("spool");
  const talk = await openTalk(page, await makeAgent({ graph: askingGraph }));
  await talk.ask(order);
  await expect(talk.turns.first().getByText("Waiting for an approval")).toBeVisible();
  const [first, second] = [await context.newPage(), await context.newPage()];
  const one = await openInbox(first, `Refund for ${order}`);
  const other = await openInbox(second, `Refund for ${order}`);
  await other.getByRole("textbox", { name: "Comment" }).fill("I would have said no");
  await one.getByRole("textbox", { name: "Amount" }).fill("5");
  await one.getByRole("button", { name: "Approve" }).click();
  await expect(one.getByText(`by ${owner.name}`)).toBeVisible();
  await other.getByRole("button", { name: "Reject" }).click();
  await expect(other.getByText("Approved", { exact: true })).toBeVisible();
  await expect(other.getByText(`by ${owner.name}`)).toBeVisible();
  await expect(other.getByText("I would have said no")).toBeVisible();
  await expect(talk.turns.first().getByText("5 €: You get your money back.")).toBeVisible();
});

test("a link decides once, without signing in", async ({ page, makeAgent, openBrowser, named }) => {
  const order = named("shuttle");
  const talk = await openTalk(page, await makeAgent({ graph: askingGraph }));
  await talk.ask(order);
  await expect(talk.turns.first().getByText("Waiting for an approval")).toBeVisible();
  const card = await openInbox(page, `Refund for ${order}`);
  await card.getByRole("button", { name: "Link to decide without signing in" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Make link" }).click();
  const address = await dialog.getByRole("textbox", { name: "Address" }).inputValue();

  const outside = await (await openBrowser()).newPage();
  await outside.goto(address);
  await expect(outside.getByRole("heading", { level: 1, name: `Refund for ${order}` })).toBeVisible();
  await expect(outside.getByText(`${owner.name} of ${owner.workspace} asks for your decision.`)).toBeVisible();
  await outside.getByRole("textbox", { name: "Amount" }).fill("12");
  await outside.getByRole("button", { name: "Approve" }).click();
  await expect(outside.getByText("Thank you. Your decision has arrived.")).toBeVisible();
  await outside.reload();
  await expect(outside.getByText("This was approved")).toBeVisible();
  await expect(outside.getByRole("button", { name: "Approve" })).toBeHidden();

  await outside.goto(address.replace(/.{4}$/, "0000"));
  await expect(outside.getByRole("heading", { level: 1, name: "This link leads nowhere" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(card.getByText("through a link")).toBeVisible();
});
