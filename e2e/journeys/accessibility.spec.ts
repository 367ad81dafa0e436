// Every page, light and dark, wide and on a phone: no rule of WCAG 2.2 AA that a machine can check is broken, nothing
// scrolls sideways, and the browser complains about nothing.
import { type ApprovalView, createDecisionLink, listApprovals } from "@/lib/approvals/contract";
import { ask } from "@/lib/conversations/contract";
import { createPrompt, createPromptVersion } from "@/lib/prompts/contract";
import { designerOn, writePrompt } from "../fixtures/designer";
import { expect, test } from "../fixtures/journey";
import { askingGraph, thinkingGraph } from "../fixtures/make-agent";
import { owner } from "../fixtures/owner";
import { studioPages } from "../fixtures/pages";
import { check, looks, scan } from "../fixtures/scan-page";

// Nothing here depends on another test of this file. Looking through whole pages is work: a busy machine makes it slow,
// not wrong.
test.describe.configure({ mode: "parallel", timeout: 300_000 });

for (const { name, theme, viewport } of looks) {
  test.describe(name, () => {
    test.use({ viewport, colorScheme: theme });

    test(`every page of the studio, ${name}`, async ({ page, context, site }) => {
      await context.addCookies([{ name: "weft-theme", value: theme, url: site.url }]);
      for (const path of studioPages) await check(page, `/w/${owner.slug}${path}`);
      await check(page, "/docs/api");
    });

    test(`pages about one thing, ${name}`, async ({ page, context, site, api, makeAgent, model }) => {
      await context.addCookies([{ name: "weft-theme", value: theme, url: site.url }]);
      const agent = await makeAgent({ graph: thinkingGraph(model.modelId) });
      const turn = await api.call(ask, {
        params: { agentId: agent.id },
        body: { query: "A **table** please", respond: "blocking" },
      });
      const workspace = `/w/${owner.slug}`;
      await check(page, `${workspace}/agents/${agent.id}`);

      await check(page, `${workspace}/workflows/${agent.workflowId}`);
      const designer = designerOn(page);
      await designer.open("Look around");
      await expect(designer.inspector.getByRole("textbox", { name: "Prompt" })).toBeVisible();
      await scan(page, "an opened node");
      await designer.inspector.getByRole("button", { name: "Close" }).click();
      await page.getByRole("button", { name: "Test run" }).click();
      await expect(page.getByRole("region", { name: "Test run" })).toBeVisible();
      await scan(page, "the test run");

      await check(page, `${workspace}/chat/${turn.conversationId}`);
      await page.getByRole("button", { name: /^(Took|Thought for) / }).click();
      await expect(page.getByText("Look around")).toBeVisible();
      await scan(page, "opened thoughts");
      await page.getByRole("button", { name: "Look inside this answer" }).click();
      await expect(page.getByText("Write the answer").first()).toBeVisible();
      await scan(page, "the debug panel");

      await check(page, `${workspace}/runs/${turn.id}`);
      const bothRuns = page.getByRole("list", { name: "Nodes of both runs" });
      await check(page, `${workspace}/runs/compare?a=${turn.id}&b=${turn.id}`, bothRuns);
    });

    test(`a prompt, ${name}`, async ({ page, context, site, api, named }) => {
      await context.addCookies([{ name: "weft-theme", value: theme, url: site.url }]);
      const variables = [{ name: "tone", type: "string" as const, options: ["kind", "dry"], default: "kind" }];
      const prompt = await api.call(createPrompt, {
        body: { name: named("Answer"), category: "Support", template: "Be {{ tone }}.\n{{ question }}", variables },
      });
      const body = { template: "Be {{ tone }}, in {{ words\n{{ question }} }}", variables, note: "Shorter" };
      const params = { promptId: prompt.id };
      await api.call(createPromptVersion, {
        params,
        body: { ...body, template: "Be very {{ tone }}.\n\n{{ question }}" },
      });
      await check(
        page,
        `/w/${owner.slug}/prompts/${prompt.id}`,
        page.getByRole("textbox", { name: "Text of the prompt" }),
      );
      await page.locator("summary").filter({ hasText: "Settings of tone" }).click();
      await writePrompt(page.getByRole("textbox", { name: "Text of the prompt" }), body.template);
      await expect(page.getByText("These braces are never closed.")).toBeVisible();
      await scan(page, "a prompt with problems");
      await page.getByRole("tab", { name: "Test" }).click();
      await expect(page.getByRole("combobox", { name: "tone" })).toBeVisible();
      await scan(page, "a test of a prompt");
      await page.getByRole("tab", { name: /^Versions/ }).click();
      await expect(page.getByRole("table", { name: "v2 compared with v1" })).toBeVisible();
      await scan(page, "versions of a prompt");
      await page.getByRole("tab", { name: "Used by" }).click();
      await expect(page.getByText("No workflow uses it")).toBeVisible();
      await scan(page, "uses of a prompt");
      await page.getByRole("tab", { name: /^Text/ }).click();
      await page.getByRole("button", { name: "Discard" }).click();
    });

    test(`what waits for people, ${name}`, async ({ page, context, site, api, makeAgent, openBrowser, named }) => {
      await context.addCookies([{ name: "weft-theme", value: theme, url: site.url }]);
      const question = named("A refund");
      const agent = await makeAgent({ graph: askingGraph });
      const turn = await api.call(ask, { params: { agentId: agent.id }, body: { query: question, respond: "async" } });
      let found: ApprovalView | undefined;
      await expect(async () => {
        [found] = (await api.call(listApprovals, { query: { runId: turn.id } })).items;
        expect(found).toBeDefined();
      }).toPass();
      const approvalId = found?.id ?? "";
      const workspace = `/w/${owner.slug}`;
      const decision = page.getByRole("button", { name: "Approve" });
      await check(page, `${workspace}/approvals?approval=${approvalId}`, decision);
      await check(page, `${workspace}/runs/${turn.id}`, decision);
      await check(page, `${workspace}/chat/${turn.conversationId}`, decision);
      const { url } = await api.call(createDecisionLink, { params: { approvalId } });
      const outside = await openBrowser({ viewport, colorScheme: theme });
      await outside.addCookies([{ name: "weft-theme", value: theme, url: site.url }]);
      await check(await outside.newPage(), url);
    });

    test(`dialogs, ${name}`, async ({ page, context, site }) => {
      await context.addCookies([{ name: "weft-theme", value: theme, url: site.url }]);
      await page.goto(`/w/${owner.slug}/settings/keys`);
      await page.getByRole("button", { name: "Create key" }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await scan(page, "a new key");
      await page.goto(`/w/${owner.slug}/models`);
      await page.getByRole("button", { name: "Add provider" }).click();
      await page.getByRole("button", { name: "OpenAI", exact: true }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await scan(page, "a new provider");
    });

    test(`the door, ${name}`, async ({ openBrowser, site }) => {
      const context = await openBrowser({ viewport, colorScheme: theme });
      await context.addCookies([{ name: "weft-theme", value: theme, url: site.url }]);
      await check(await context.newPage(), "/login");
    });
  });
}
