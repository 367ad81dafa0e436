// Programs: a key made on the settings page works in plain requests, in every way of answering; the document that
// describes the endpoints is there; refusals say why, in one shape.
import { request } from "@playwright/test";
import { answerText } from "@/lib/run-log/transcript";
import { followRun } from "@/lib/runs/follow-client";
import { expect, test } from "../fixtures/journey";
import { words } from "../fixtures/model-script";
import { owner } from "../fixtures/owner";

test.describe.configure({ mode: "serial" });

let key = "";

test("a key is made on the settings page, shown once, and serves a program", async ({
  page,
  named,
  playwright,
  site,
}) => {
  const name = named("Backup script");
  await page.goto(`/w/${owner.slug}/settings/keys`);
  await page.getByRole("button", { name: "Create key" }).click();
  const dialog = page.getByRole("dialog", { name: "Create key" });
  await dialog.getByRole("textbox", { name: "Name" }).fill(name);
  await dialog.getByRole("button", { name: "Create key" }).click();
  const made = page.getByRole("dialog", { name: "Copy the key now" });
  key = (await made.getByText(/^weft_[\w-]+$/).textContent()) ?? "";
  await made.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("row").filter({ hasText: name })).toBeVisible();
  await expect(page.getByText(key)).toHaveCount(0);

  const program = await playwright.request.newContext({
    baseURL: site.url,
    storageState: { cookies: [], origins: [] },
  });
  const answer = await program.get("/api/v1/workspaces/current", { headers: { authorization: `Bearer ${key}` } });
  expect(answer.status()).toBe(200);
  expect(await answer.json()).toMatchObject({ slug: owner.slug });
  await program.dispose();
});

/** Asks with a stream that is cut twice on the way, going on after the last event each time. */
async function followWithCuts(site: string, chat: string, query: string, release: () => void): Promise<string> {
  const authorization = `Bearer ${key}`;
  let run = "";
  let opened = 0;
  const state = await followRun({
    signal: AbortSignal.timeout(30_000),
    onChange: () => undefined,
    onAccepted: ({ runId }) => {
      run = runId;
    },
    open: async (lastEventId) => {
      opened += 1;
      if (opened === 1) {
        const asked = await fetch(`${site}${chat}`, {
          method: "POST",
          headers: { authorization, "content-type": "application/json" },
          body: JSON.stringify({ query, respond: "stream" }),
        });
        return cutAt(asked, /\bw5\b/);
      }
      const followed = await fetch(`${site}/api/v1/runs/${run}/events`, {
        headers: { authorization, ...(lastEventId ? { "last-event-id": lastEventId } : {}) },
      });
      // The rest of the answer is let go only behind the second cut, or soon where there was nothing left to cut.
      if (opened === 2) setTimeout(release, 1_000);
      else release();
      return opened === 2 ? cutAt(followed, /^data: /m) : followed;
    },
  });
  expect(opened).toBe(3);
  return answerText(state);
}

/** The stream, torn behind the piece in which a text occurs. */
function cutAt(stream: Response, text: RegExp): Response {
  const decoder = new TextDecoder();
  let seen = "";
  const cut = new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, controller) {
      controller.enqueue(piece);
      seen += decoder.decode(piece, { stream: true });
      if (text.test(seen)) controller.error(new Error("The connection was cut."));
    },
  });
  return new Response(stream.body?.pipeThrough(cut) ?? null, stream);
}

test.describe("with the key", () => {
  test.use({ storageState: { cookies: [], origins: [] } });

  /** A program: no cookie, only the key. */
  const program = (baseURL: string) =>
    request.newContext({ baseURL, extraHTTPHeaders: { authorization: `Bearer ${key}` } });

  test("an agent answers blocking, streaming and later", async ({ site, model, named }) => {
    const client = await program(site.url);
    const agent = await (
      await client.post("/api/v1/agents", {
        data: {
          name: named("By key"),
          behaviour: {
            systemPrompt: "You weave.",
            modelId: model.modelId,
            temperature: null,
            welcomeMessage: "",
            suggestedQuestions: [],
          },
        },
      })
    ).json();
    const published = await client.post(`/api/v1/agents/${agent.id}/publish`, { data: { revision: agent.revision } });
    expect(published.status(), await published.text()).toBe(201);
    const chat = `/api/v1/agents/${agent.id}/chat`;

    const blocking = await client.post(chat, { data: { query: "[[say:Warm thread]]", respond: "blocking" } });
    expect(blocking.status()).toBe(200);
    const turn = await blocking.json();
    expect(turn).toMatchObject({ status: "succeeded", response: "Warm thread" });

    const mark = named("cut");
    const whole = await followWithCuts(site.url, chat, `${mark} [[words:60]] [[hold:30]]`, () =>
      model.server.release(mark),
    );
    expect(whole).toBe(words(60));

    const later = await client.post(chat, { data: { query: "[[say:Later]]", respond: "async" } });
    expect(later.status()).toBe(202);
    const { id } = await later.json();
    await expect
      .poll(async () => (await (await client.get(`/api/v1/runs/${id}`)).json()).response, { timeout: 15_000 })
      .toBe("Later");

    await client.dispose();
  });

  test("refusals are problem details with a code", async ({ site }) => {
    const client = await program(site.url);
    const unknown = await client.get("/api/v1/agents/00000000-0000-7000-8000-000000000000");
    expect(unknown.status()).toBe(404);
    expect(unknown.headers()["content-type"]).toContain("application/problem+json");
    expect(await unknown.json()).toMatchObject({ status: 404, code: "not_found" });

    const broken = await client.post("/api/v1/agents", {
      headers: { "content-type": "application/json" },
      data: Buffer.from('{"name": '),
    });
    expect(broken.status()).toBe(400);
    expect(await broken.json()).toMatchObject({ code: "invalid_json" });

    const incomplete = await client.post("/api/v1/agents", { data: { name: "" } });
    expect(incomplete.status()).toBe(400);
    expect((await incomplete.json()).errors[0].path).toBe("name");
    await client.dispose();

    const stranger = await request.newContext({ baseURL: site.url });
    const refused = await stranger.get("/api/v1/agents");
    expect(refused.status()).toBe(401);
    expect(await refused.json()).toMatchObject({ code: "unauthenticated" });
    await stranger.dispose();
  });

  test("the document describes every endpoint that was just used, and people can read it", async ({ site, page }) => {
    const client = await request.newContext({ baseURL: site.url });
    const document = await (await client.get("/api/v1/openapi.json")).json();
    expect(document.openapi).toMatch(/^3\.1\./);
    for (const path of ["/agents", "/agents/{agentId}/chat", "/runs/{runId}/events", "/workspaces/current"]) {
      expect(
        Object.keys(document.paths).some((known) => known.endsWith(path)),
        path,
      ).toBe(true);
    }
    await client.dispose();
    await page.goto("/docs/api");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByText("/agents/{agentId}/chat").first()).toBeVisible();
  });
});

test("a revoked key is refused at once", async ({ page, site }) => {
  const client = await request.newContext({ baseURL: site.url });
  const headers = { authorization: `Bearer ${key}` };
  expect((await client.get("/api/v1/agents", { headers })).status()).toBe(200);
  await page.goto(`/w/${owner.slug}/settings/keys`);
  await page
    .getByRole("row")
    .filter({ hasText: "Backup script" })
    .first()
    .getByRole("button", { name: "Revoke" })
    .click();
  await page.getByRole("alertdialog").or(page.getByRole("dialog")).getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByText("Key revoked")).toBeVisible();
  await expect
    .poll(async () => (await client.get("/api/v1/agents", { headers })).status(), { timeout: 5_000 })
    .toBe(401);
  await client.dispose();
});
