import { expect, test } from "vitest";
import { keepChoice, themeOf, timeZoneOf } from "./cookies";

test("a time zone the runtime knows is kept, anything else is UTC", () => {
  expect(timeZoneOf("Asia/Taipei")).toBe("Asia/Taipei");
  expect(timeZoneOf("Mars/Olympus")).toBe("UTC");
  expect(timeZoneOf("<script>")).toBe("UTC");
  expect(timeZoneOf(undefined)).toBe("UTC");
});

test("an unknown theme is the system's", () => {
  expect(themeOf("dark")).toBe("dark");
  expect(themeOf("sepia")).toBe("system");
  expect(themeOf(undefined)).toBe("system");
});

test("a choice survives characters that would end a cookie", () => {
  expect(keepChoice("weft-time-zone", "Asia/Taipei; Domain=x")).toBe(
    "weft-time-zone=Asia%2FTaipei%3B%20Domain%3Dx; Path=/; Max-Age=31536000; SameSite=Lax",
  );
});
