// What a provider says of a model beside what people made of it: shown where it differs, taken over with one press, and
// parameters of a model as controls where an agent is made.
import { getAgent } from "@/lib/agents/contract";
import { createModel, getModel, listModels } from "@/lib/models/contract";
import { expect, test } from "../fixtures/journey";
import { owner } from "../fixtures/owner";

test("a model that was changed by hand is told from what its provider says, and follows it again", async ({
  page,
  api,
  model,
  named,
}) => {
  const name = named("Changed");
  const { providerId } = await api.call(getModel, { params: { modelId: model.modelId } });
  const said = {
    from: "provider" as const,
    at: "2026-11-01T00:00:00.000Z",
    contextWindow: 128_000,
    capabilities: { vision: true, tools: true },
    inputPrice: 0.5,
    outputPrice: 2,
    currency: "USD",
    parameters: { temperature: { min: 0, max: 1, step: 0.05 }, topK: { kind: "integer" as const, min: 1, max: 64 } },
  };
  const created = await api.call(createModel, {
    body: {
      ...{ providerId, name, modelId: named("changed").replaceAll(" ", "-"), type: "chat", isDefault: false },
      ...{ contextWindow: 8_000, inputPrice: 0.7, outputPrice: 2, currency: "USD" },
      capabilities: { tools: true },
      parameters: { temperature: { min: 0, max: 2 }, warmth: {} },
      detected: said,
    },
  });

  await page.goto(`/w/${owner.slug}/models`);
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Edit" }).click();
  const dialog = page.getByRole("dialog", { name: `Edit ${name}` });
  const offer = dialog.getByRole("region", { name: "The provider says otherwise" });
  await expect(offer.getByText("Context window, in tokens")).toBeVisible();
  await expect(offer).toContainText("8,000→128,000");
  await expect(offer).toContainText("0.7→0.5");
  await expect(offer).toContainText("Sees picturesno→yes");
  await expect(offer).not.toContainText("Calls tools");
  await expect(offer).toContainText("new: Top K");
  await expect(offer).toContainText("gone: warmth");
  await expect(offer).toContainText("changed: Temperature");

  await offer.getByRole("button", { name: "Use what the provider says" }).click();
  await expect(offer).toHaveCount(0);
  await expect(dialog.getByRole("textbox", { name: "Context window, in tokens" })).toHaveValue("128000");
  await expect(dialog.getByRole("checkbox", { name: "Sees pictures" })).toBeChecked();
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);

  const saved = await api.call(getModel, { params: { modelId: created.id } });
  const { parameters, contextWindow, inputPrice } = said;
  expect(saved).toMatchObject({ contextWindow, inputPrice, parameters, capabilities: said.capabilities });
});

test("what is typed into a model's form arrives as it was typed, and isn't lost by a key", async ({
  page,
  api,
  model,
  named,
}) => {
  const { providerId } = await api.call(getModel, { params: { modelId: model.modelId } });
  const name = named("Typed");
  const modelId = named("typed").replaceAll(" ", "-");
  const created = await api.call(createModel, {
    body: { providerId, name, modelId, type: "chat", isDefault: false },
  });
  await page.goto(`/w/${owner.slug}/models`);
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Edit" }).click();
  const dialog = page.getByRole("dialog", { name: `Edit ${name}` });
  await dialog.getByRole("button", { name: "Add a parameter" }).click();
  await dialog.getByRole("textbox", { name: "Name, as it is sent" }).last().click();
  await page.keyboard.type("effort");
  await page.keyboard.press("Escape");
  await dialog.getByRole("button", { name: "Keep editing" }).click();
  await expect(dialog.getByRole("textbox", { name: "Name, as it is sent" }).last()).toHaveValue("effort");

  // Read either as 1.5 or as 15, it would cost somebody ten times as much.
  const price = dialog.getByRole("textbox", { name: "Price of input" });
  await price.fill("1,5");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText(/^A number from/)).toBeVisible();
  await price.fill("1.5");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toHaveCount(0);
  const { inputPrice, parameters } = await api.call(getModel, { params: { modelId: created.id } });
  expect({ inputPrice, effort: parameters?.effort }).toMatchObject({ inputPrice: 1.5, effort: { kind: "number" } });
});

test("an agent's form has the parameters of the model that it asks", async ({ page, api, model, makeAgent, named }) => {
  const { providerId } = await api.call(getModel, { params: { modelId: model.modelId } });
  const name = named("Bounded");
  const bounded = await api.call(createModel, {
    body: {
      ...{ providerId, name, modelId: named("bounded").replaceAll(" ", "-"), type: "chat", isDefault: false },
      maxTokens: 4_000,
      parameters: {
        temperature: { min: 0, max: 1, step: 0.05 },
        reasoning: { kind: "select", options: ["low", "high"], default: "low" },
      },
    },
  });
  expect((await api.call(listModels, { query: { providerId } })).items.map(({ id }) => id)).toContain(bounded.id);
  const agent = await makeAgent({ name: named("Careful") });

  await page.goto(`/w/${owner.slug}/agents/${agent.id}`);
  await page.getByRole("combobox", { name: "Model" }).selectOption(bounded.id);
  await page.locator("summary").filter({ hasText: "Parameters" }).click();
  await page.getByRole("combobox", { name: "Reasoning effort" }).selectOption("High");
  await page.getByRole("spinbutton", { name: "Temperature as a number" }).fill("1.5");
  await expect(page.getByText("From 0 to 1.")).toBeVisible();
  await page.getByRole("spinbutton", { name: "Temperature as a number" }).fill("0.3");
  await expect(page.getByText("From 0 to 1.")).toHaveCount(0);
  await page.getByRole("spinbutton", { name: "Longest answer" }).fill("500");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Parameters3 chosen")).toBeVisible();
  await expect
    .poll(async () => (await api.call(getAgent, { params: { agentId: agent.id } })).behaviour)
    .toMatchObject({ modelId: bounded.id, temperature: 0.3, parameters: { reasoning: "high", maxTokens: 500 } });

  await page.reload();
  await page.getByRole("button", { name: "Back to the default of Reasoning effort" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect
    .poll(async () => (await api.call(getAgent, { params: { agentId: agent.id } })).behaviour?.parameters)
    .toEqual({ maxTokens: 500 });
});
