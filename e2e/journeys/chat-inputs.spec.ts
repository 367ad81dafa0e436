// An agent that wants to know more than the question: a form before the first question, whose values stay with the
// conversation and can be changed.
import { drawGraph } from "../fixtures/draw-graph";
import { expect, test } from "../fixtures/journey";
import { openTalk } from "../fixtures/talk";

const graph = drawGraph("start -> answer -> end", {
  start: {
    config: {
      variables: [
        { name: "city", label: "City", type: "string", required: true, maxLength: 12 },
        { name: "days", label: "Days", type: "number", default: 3 },
        { name: "season", label: "Season", type: "string", options: ["Summer", "Winter"] },
        { name: "train", label: "By train", type: "boolean" },
      ],
    },
  },
  answer: {
    config: { text: "{{ start.days }} days in {{ start.city }}, {{ start.season }}, {{ start.train }}" },
    renderMode: "message",
  },
});

test("what an agent asks for is filled in once, kept, and can be changed", async ({ page, makeAgent }) => {
  const talk = await openTalk(page, await makeAgent({ graph }));
  const city = page.getByRole("textbox", { name: "City" });

  await talk.composer.fill("Where to?");
  await talk.composer.press("Enter");
  await expect(page.getByText("This is needed.")).toBeVisible();
  await expect(city).toBeFocused();
  await expect(talk.composer).toHaveValue("Where to?");

  await city.fill("Ulm on the Danube");
  await page.getByRole("textbox", { name: "Days" }).fill("four");
  await page.getByRole("combobox", { name: "Season" }).selectOption("Winter");
  await page.getByRole("checkbox", { name: "By train" }).check();
  await talk.composer.press("Enter");
  await expect(page.getByText("At most 12 characters.")).toBeVisible();
  await expect(page.getByText("This should be a number.")).toBeVisible();

  // Nothing that was typed is lost on the way.
  await page.reload();
  await expect(city).toHaveValue("Ulm on the Danube");
  await expect(talk.composer).toHaveValue("Where to?");
  await city.fill("Ulm");
  await page.getByRole("textbox", { name: "Days" }).fill("4");
  await talk.composer.press("Enter");
  await expect(talk.turns.first().getByText("4 days in Ulm, Winter, true")).toBeVisible();

  await page.reload();
  const kept = page.getByRole("button", { name: "Details" });
  await expect(kept).toContainText("City: Ulm");
  await expect(talk.composer).toBeFocused();
  await talk.ask("And then?");
  await expect(talk.turns.nth(1).getByText("4 days in Ulm, Winter, true")).toBeVisible();

  await kept.click();
  await city.fill("Bonn");
  await talk.ask("And now?");
  await expect(talk.turns.nth(2).getByText("4 days in Bonn, Winter, true")).toBeVisible();
  await expect(kept).toContainText("City: Bonn");
});
