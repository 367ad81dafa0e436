// Getting in and out: by e-mail address or username, never told which of account and password was wrong, signed out
// here and everywhere, and slowed down after too many failures.
import { expect, testAlone } from "../fixtures/journey";
import { owner, signIn } from "../fixtures/owner";

const test = testAlone({ isSetUp: true });

test.describe("signed out", () => {
  test.use({ storageState: { cookies: [], origins: [] } });

  test("the e-mail address and the username both sign in, and lead back to where one wanted to be", async ({
    page,
  }) => {
    await page.goto(`/w/${owner.slug}/settings/keys`);
    await expect(page).toHaveURL(/\/login/);
    await page.getByRole("textbox", { name: "E-mail address or username" }).fill(owner.username);
    await page.getByRole("textbox", { name: "Password", exact: true }).fill(owner.password);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(`/w/${owner.slug}/settings/keys`);
    await expect(page.getByRole("button", { name: "Create key" })).toBeVisible();

    await page.getByRole("button", { name: `Your account, ${owner.name}` }).click();
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page).toHaveURL(/\/login/);
    await page.goto(`/w/${owner.slug}/settings/keys`);
    await expect(page).toHaveURL(/\/login/);
    await signIn(page, owner.email.toUpperCase());
  });

  test("an unknown account and a wrong password are answered in the same words, and what was typed stays", async ({
    page,
  }) => {
    await page.goto("/login");
    const account = page.getByRole("textbox", { name: "E-mail address or username" });
    const password = page.getByRole("textbox", { name: "Password", exact: true });
    const alert = page.getByRole("alert").filter({ hasText: /\S/ });
    const said: string[] = [];
    for (const identifier of [owner.email, "nobody@example.org"]) {
      await account.fill(identifier);
      await password.fill("not the right one at all");
      const answered = page.waitForResponse((response) => response.url().endsWith("/api/v1/session"));
      await page.getByRole("button", { name: "Sign in" }).click();
      expect((await answered).status()).toBe(401);
      await expect(alert).toContainText("Account or password is wrong");
      await expect(account).toHaveValue(identifier);
      said.push((await alert.textContent()) ?? "");
    }
    expect(said[0]).toBe(said[1]);
  });

  test("after too many failures an account has to wait, whether it exists or not", async ({ page }) => {
    await page.goto("/login");
    const alert = page.getByRole("alert").filter({ hasText: /\S/ });
    const said: string[] = [];
    for (const identifier of ["ghost-one", "ghost-two"]) {
      for (let attempt = 1; attempt <= 10; attempt++) {
        const answer = await page.request.post("/api/v1/session", { data: { identifier, password: "wrong password" } });
        expect(answer.status()).toBe(401);
      }
      await page.getByRole("textbox", { name: "E-mail address or username" }).fill(identifier);
      await page.getByRole("textbox", { name: "Password", exact: true }).fill("wrong password");
      await page.getByRole("button", { name: "Sign in" }).click();
      await expect(alert).toContainText("Too many attempts to sign in");
      said.push(((await alert.textContent()) ?? "").replaceAll(/[\d,]+/g, "n"));
    }
    expect(said[0]).toBe(said[1]);
  });
});

test("an installation is set up once", async ({ openBrowser, site }) => {
  const context = await openBrowser();
  const page = await context.newPage();
  await page.goto("/setup");
  await expect(page).toHaveURL(/\/login/);
  const again = await context.request.post(`${site.url}/api/v1/setup`, {
    data: { name: "Eve", email: "eve@example.org", password: "another long password", workspace: "Hers" },
  });
  expect(again.status()).toBe(409);
  expect(await again.json()).toMatchObject({ code: "setup_done" });
});

test("signing out everywhere ends the other browser at once", async ({ page, openBrowser }) => {
  const elsewhere = await (await openBrowser()).newPage();
  await signIn(elsewhere);
  const here = await (await openBrowser()).newPage();
  await signIn(here);
  await here.goto(`/w/${owner.slug}/settings/account`);
  await here.getByRole("button", { name: "Sign out everywhere" }).click();
  await here
    .getByRole("alertdialog")
    .or(here.getByRole("dialog"))
    .getByRole("button", { name: "Sign out everywhere" })
    .click();
  await expect(here).toHaveURL(/\/login/);

  const answer = await elsewhere.request.get("/api/v1/me");
  expect(answer.status()).toBe(401);
  for (const browser of [elsewhere, page]) {
    await browser.goto(`/w/${owner.slug}/settings/account`);
    await expect(browser).toHaveURL(/\/login/);
  }
});
