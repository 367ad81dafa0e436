import { expect, test } from "vitest";
import { isShortcut, showKeys } from "./keys";

const press = (key: string, more: Partial<Record<"metaKey" | "ctrlKey" | "shiftKey" | "altKey", boolean>> = {}) => ({
  key,
  metaKey: false,
  ctrlKey: false,
  shiftKey: false,
  altKey: false,
  ...more,
});

test("a shortcut is shown in the signs of the keyboard", () => {
  expect(showKeys("mod+shift+z", true)).toEqual(["⌘", "⇧", "Z"]);
  expect(showKeys("mod+Enter", false)).toEqual(["Ctrl", "↵"]);
});

test("mod is the command key on Apple computers and Ctrl elsewhere", () => {
  expect(isShortcut(press("k", { metaKey: true }), "mod+k", true)).toBe(true);
  expect(isShortcut(press("k", { ctrlKey: true }), "mod+k", true)).toBe(false);
  expect(isShortcut(press("k", { ctrlKey: true }), "mod+k", false)).toBe(true);
});

test("more modifiers than asked for is another shortcut", () => {
  expect(isShortcut(press("Z", { ctrlKey: true, shiftKey: true }), "mod+z", false)).toBe(false);
  expect(isShortcut(press("Z", { ctrlKey: true, shiftKey: true }), "mod+shift+z", false)).toBe(true);
});

test("a sign may need shift to be typed", () => {
  expect(isShortcut(press("?", { shiftKey: true }), "?", false)).toBe(true);
});
