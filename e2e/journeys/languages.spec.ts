// The product speaks three languages: the one the browser asks for, until another is chosen, which stays.
import { expect, testAlone } from "../fixtures/journey";
import { owner, signIn } from "../fixtures/owner";
import { studioPages } from "../fixtures/pages";

const test = testAlone({ isSetUp: true });

const languages = [
  { locale: "zh-CN", name: "简体中文", signIn: "登录", keys: "创建密钥" },
  { locale: "zh-TW", name: "繁體中文", signIn: "登入", keys: "建立金鑰" },
  { locale: "en", name: "English", signIn: "Sign in", keys: "Create key" },
] as const;

/** What a sentence that is nowhere translated looks like: its place in the messages. */
const missing =
  /\b(agents|api|auth|chat|common|designer|errors|graph|models|nodes|problems|runs|settings|shell|workflows)\.[a-z]\w*(\.\w+)*\b/;

for (const { locale, name, signIn: heading } of languages) {
  test(`a browser that asks for ${locale} gets ${name}`, async ({ openBrowser }) => {
    const page = await (await openBrowser({ locale })).newPage();
    await page.goto("/login");
    await expect(page.locator("html")).toHaveAttribute("lang", locale);
    await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
  });

  test(`every page is in ${name}, without a sentence missing`, async ({ context, page, site }) => {
    await context.addCookies([{ name: "weft-locale", value: locale, url: site.url }]);
    for (const path of studioPages) {
      const answer = await page.goto(`/w/${owner.slug}${path}`);
      expect(answer?.status(), path).toBe(200);
      await expect(page.locator("html")).toHaveAttribute("lang", locale);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.locator("body")).not.toContainText(missing);
      if (locale !== "en")
        expect(await page.getByRole("heading", { level: 1 }).textContent()).toMatch(/\p{Script=Han}/u);
    }
  });
}

test("a language chosen before signing in stays after a reload", async ({ openBrowser }) => {
  const page = await (await openBrowser()).newPage();
  await page.goto("/login");
  await page.getByRole("combobox", { name: "Language" }).selectOption("简体中文");
  await expect(page.getByRole("heading", { level: 1, name: "登录" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "登录" })).toBeVisible();
});

test("a language chosen in the account is there at once, after a reload and at the next sign-in elsewhere", async ({
  page,
  openBrowser,
}) => {
  await page.goto(`/w/${owner.slug}/settings/account`);
  for (const { locale, name, keys } of languages) {
    // The zones come once the page is alive: what is chosen before, React would take back.
    await expect(page.getByRole("main").locator("option[value='Europe/Zurich']")).toBeAttached();
    const stored = page.waitForResponse((response) => response.url().endsWith("/api/v1/me"));
    // The language's own select, told by the languages it offers.
    await page
      .getByRole("main")
      .getByRole("combobox")
      .filter({ has: page.getByRole("option", { name }) })
      .selectOption(name);
    expect((await stored).status()).toBe(200);
    await expect(page.locator("html")).toHaveAttribute("lang", locale);
    await page.reload();
    await expect(page.locator("html")).toHaveAttribute("lang", locale);

    const elsewhere = await (await openBrowser()).newPage();
    await signIn(elsewhere);
    await elsewhere.goto(`/w/${owner.slug}/settings/keys`);
    await expect(elsewhere.getByRole("button", { name: keys })).toBeVisible();
  }
});
