// An answer on its way is never lost and never doubled: over a reload, in a second tab, over a lost connection. It can
// be stopped, asked for again, and every version of it stays.
import { expect, test } from "../fixtures/journey";
import { openLine } from "../fixtures/line";
import { isPrefix, openTalk, readWords, talkOn, untilWhole, untilWords } from "../fixtures/talk";

/** A question whose answer has 150 words and stays at 40 until it is released. */
const longQuestion = (mark: string) => `${mark} [[words:150]] [[hold:40]]`;

test("a reload in the middle of an answer and a second tab lose nothing and double nothing", async ({
  page,
  context,
  makeAgent,
  model,
  named,
}) => {
  const talk = await openTalk(page, await makeAgent());
  const mark = named("reload");
  await talk.ask(longQuestion(mark));
  const turn = talk.turns.first();
  await untilWords(turn, 40);
  await expect(page).toHaveURL(/\/chat\/[0-9a-f-]{36}$/);

  const second = talkOn(await context.newPage());
  await second.page.goto(page.url());
  await untilWords(second.turns.first(), 40);

  await page.reload();
  await untilWords(turn, 40);
  await expect(talk.stop).toBeVisible();
  await expect(second.stop).toBeVisible();

  model.server.release(mark);
  await untilWhole(talk, turn, 150);
  await untilWhole(second, second.turns.first(), 150);
  for (const { turns } of [talk, second]) await expect(turns).toHaveCount(1);
  await page.reload();
  await untilWhole(talk, turn, 150);
});

test("an answer goes on by itself after the connection was lost", async ({
  openBrowser,
  site,
  makeAgent,
  model,
  named,
}) => {
  const line = await openLine(site.url);
  const context = await openBrowser({
    baseURL: line.url,
    ...(site.ownerState ? { storageState: site.ownerState } : {}),
  });
  const talk = await openTalk(await context.newPage(), await makeAgent());
  const mark = named("lost");
  await talk.ask(longQuestion(mark));
  const turn = talk.turns.first();
  await untilWords(turn, 40);

  line.cut();
  const lost = talk.page.getByText("The connection is lost");
  await expect(lost).toBeVisible();
  expect(isPrefix(await readWords(turn))).toBe(true);
  // Most of the answer is written while nobody can hear it.
  model.server.release(mark);

  line.mend();
  await untilWhole(talk, turn, 150);
  await expect(lost).toBeHidden();
  await expect(talk.turns).toHaveCount(1);
  await line.stop();
});

test("an answer can be stopped: the model is left alone, what was written stays", async ({
  page,
  makeAgent,
  model,
  named,
}) => {
  const talk = await openTalk(page, await makeAgent());
  const mark = named("stop");
  await talk.ask(longQuestion(mark));
  const turn = talk.turns.first();
  await untilWords(turn, 40);
  await page.keyboard.press("Escape");
  await expect(turn.getByText("You stopped this answer.")).toBeVisible();
  await expect(talk.stop).toBeHidden();
  await expect.poll(() => model.server.requests.find((request) => request.question.includes(mark))?.aborted).toBe(true);

  await page.reload();
  await expect(turn.getByText("You stopped this answer.")).toBeVisible();
  const kept = await readWords(turn);
  expect(kept.length).toBe(40);
  expect(isPrefix(kept)).toBe(true);

  await talk.ask("[[say:Still here]]");
  await expect(talk.turns.nth(1).getByText("Still here", { exact: true })).toBeVisible();
});

test("a question asked again or changed is a version beside the first, and each can be read", async ({
  page,
  makeAgent,
}) => {
  const talk = await openTalk(page, await makeAgent());
  await talk.ask("[[say:First thread]]");
  const turn = talk.turns.first();
  await expect(turn.getByText("First thread", { exact: true })).toBeVisible();

  await turn.getByRole("button", { name: "Ask again" }).click();
  await expect(turn.getByText("Version 2 of 2")).toBeAttached();
  await expect(turn.getByRole("button", { name: "Copy the answer" })).toBeVisible();

  await turn.hover();
  await turn.getByRole("button", { name: "Edit the question" }).click();
  const editor = turn.getByRole("textbox", { name: "Your question" });
  await editor.fill("[[say:Third thread]]");
  await editor.press("Enter");
  await expect(turn.getByText("Version 3 of 3")).toBeAttached();
  await expect(turn.getByText("Third thread", { exact: true })).toBeVisible();
  await expect(turn.getByText("First thread", { exact: true })).toBeHidden();

  await turn.getByRole("button", { name: "Version before" }).click();
  await turn.getByRole("button", { name: "Version before" }).click();
  await expect(turn.getByText("Version 1 of 3")).toBeAttached();
  await expect(turn.getByText("First thread", { exact: true })).toBeVisible();
  await expect(turn.getByText("Third thread", { exact: true })).toBeHidden();

  // What is asked now goes on from the version one sees.
  await talk.ask("[[say:Onward]]");
  await expect(talk.turns.nth(1).getByText("Onward", { exact: true })).toBeVisible();
  await page.reload();
  await expect(talk.turns).toHaveCount(2);
  await expect(talk.turns.first().getByText("First thread", { exact: true })).toBeVisible();
  await expect(talk.turns.nth(1).getByText("Onward", { exact: true })).toBeVisible();
});
