// A tool server that wants a sign-in: found out by asking it, agreed to on its own page and back again, refused, renewed
// without a word when its token ends, and said plainly when nothing can renew it.
import { expect, test } from "../fixtures/journey";
import { startOAuthToolServer } from "../fixtures/mcp-oauth-server";
import { owner } from "../fixtures/owner";

test("an administrator signs in to a tool server, and the sign-in is renewed until it can't be", async ({
  page,
  named,
}) => {
  test.setTimeout(180_000);
  const server = await startOAuthToolServer({ asksPerson: true });
  const name = named("Private");
  const heading = page.getByRole("heading", { level: 1, name });
  const wantsSignIn = page.getByText("It wants you to sign in");
  const askNow = page.getByRole("button", { name: "Ask now" });
  const tool = page.getByRole("row").filter({ hasText: "Gives back what it is given." });

  await test.step("adds it, and learns that it wants a sign-in", async () => {
    await page.goto(`/w/${owner.slug}/tools/servers`);
    await page.getByRole("button", { name: "Add server" }).click();
    const dialog = page.getByRole("dialog", { name: "Add a tool server" });
    await dialog.getByRole("textbox", { name: "Address" }).fill(server.url);
    await dialog.getByRole("button", { name: "Try it" }).click();
    await expect(dialog.getByText("It wants you to sign in")).toBeVisible();
    await dialog.getByRole("textbox", { name: "Name" }).fill(name);
    await dialog.getByRole("button", { name: "Add server" }).click();
    await expect(heading).toBeVisible();
    await expect(wantsSignIn).toBeVisible();
  });

  await test.step("refuses on its page, and comes back to try again", async () => {
    await page.getByRole("button", { name: "Connect" }).click();
    await expect(page.getByRole("heading", { name: "Let Weft use your tools?" })).toBeVisible();
    expect(new URL(page.url()).host).toBe(server.host);
    await page.getByRole("link", { name: "Refuse" }).click();
    await expect(heading).toBeVisible();
    await expect(page.getByText("The sign-in was not agreed to.")).toBeVisible();
    await expect(wantsSignIn).toBeVisible();
  });

  await test.step("agrees, and sees its tools", async () => {
    await page.getByRole("button", { name: "Connect" }).click();
    await page.getByRole("link", { name: "Agree" }).click();
    await expect(heading).toBeVisible();
    await expect(page.getByText("Connected. Its tools are being asked for.")).toBeVisible();
    await expect(tool).toContainText("To approve");
    await expect(page.getByText("Ready", { exact: true })).toBeVisible();
    await expect(wantsSignIn).toBeHidden();
  });

  await test.step("a token that has ended is renewed, and nobody is asked", async () => {
    server.endTokens("access");
    await askNow.click();
    await expect.poll(() => server.refreshes).toBe(1);
    await expect(askNow).toBeEnabled();
    await expect(page.getByText("Ready", { exact: true })).toBeVisible();
  });

  await test.step("when nothing renews it any more, the page says so", async () => {
    server.endTokens("all");
    await askNow.click();
    await expect(page.getByText("The sign-in does not hold any more")).toBeVisible();
    await page.getByRole("button", { name: "Connect" }).click();
    await page.getByRole("link", { name: "Agree" }).click();
    await expect(page.getByText("Connected. Its tools are being asked for.")).toBeVisible();
    await expect(page.getByText("Ready", { exact: true })).toBeVisible();
  });

  await server.stop();
});
