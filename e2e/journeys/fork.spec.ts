// Going on from the middle of a run: a fork with another output, what became of it, and both side by side.
import { ask } from "@/lib/conversations/contract";
import { drawGraph } from "../fixtures/draw-graph";
import { expect, test } from "../fixtures/journey";
import { owner } from "../fixtures/owner";

const graph = drawGraph("start -> template -> answer -> end", {
  template: { name: "Choose a colour", config: { text: "red" } },
  answer: { name: "Say it", config: { text: "The scarf is {{ template.text }}" }, renderMode: "message" },
});

test("a fork goes on with an output that somebody set, and can be compared with its original", async ({
  page,
  api,
  makeAgent,
}) => {
  const agent = await makeAgent({ graph });
  const turn = await api.call(ask, {
    params: { agentId: agent.id },
    body: { query: "Which colour?", respond: "blocking" },
  });
  expect(turn.response).toBe("The scarf is red");
  await page.goto(`/w/${owner.slug}/runs/${turn.id}?node=template`);
  await page.getByRole("button", { name: "Fork from here" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Set the output").click();
  const output = dialog.getByRole("textbox", { name: "Output of the node" });
  await output.fill("blue");
  await output.blur();
  await expect(dialog.getByText("This should be an object in JSON.")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Start the fork" })).toBeDisabled();
  await output.fill('{ "text": "blue" }');
  await dialog.getByRole("button", { name: "Start the fork" }).click();

  await expect(page.getByText("The scarf is blue").first()).toBeVisible();
  await expect(page.getByText("Forked from")).toBeVisible();
  await page.getByRole("link", { name: "Compare" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Compare runs" })).toBeVisible();
  const nodes = page.getByRole("list", { name: "Nodes of both runs" });
  await nodes.getByRole("button", { name: /Choose a colour/ }).click();
  await expect(nodes.getByText("red", { exact: true })).toBeVisible();
  await expect(nodes.getByText("blue", { exact: true })).toBeVisible();
  await expect(nodes.getByRole("listitem").filter({ hasText: "start" }).getByText("Equal")).toBeVisible();

  // The other way round: from one run alone, with the other picked from the newest of its workflow.
  await page.goto(`/w/${owner.slug}/runs/compare?a=${turn.id}`);
  await page.getByRole("textbox", { name: "Any other run" }).fill("not a run");
  await expect(page.getByRole("button", { name: "Compare" })).toBeDisabled();
  await page.getByRole("region", { name: "The newest runs of this workflow" }).getByRole("button").click();
  await expect(page).toHaveURL(/a=[0-9a-f-]{36}&b=[0-9a-f-]{36}$/);
  await expect(nodes.getByRole("listitem").filter({ hasText: "start" }).getByText("Equal")).toBeVisible();
});
