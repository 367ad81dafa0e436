import { expect, test } from "vitest";
import { placeTip, tip } from "./tip";

const view = { width: 1000, height: 600 };
const size = { width: 100, height: 24 };

test("a tip stands centred above its target", () => {
  expect(placeTip("top", { left: 400, top: 300, width: 40, height: 30 }, size, view)).toEqual({
    left: 370,
    top: 269,
    side: "top",
  });
});

test("without room it goes to the other side", () => {
  expect(placeTip("top", { left: 400, top: 10, width: 40, height: 30 }, size, view).side).toBe("bottom");
  expect(placeTip("right", { left: 940, top: 100, width: 40, height: 30 }, size, view).side).toBe("left");
});

test("it never leaves the window", () => {
  expect(placeTip("bottom", { left: 0, top: 100, width: 20, height: 20 }, size, view).left).toBe(6);
  expect(placeTip("bottom", { left: 990, top: 100, width: 20, height: 20 }, size, view).left).toBe(894);
});

test("attributes that were not asked for are absent", () => {
  expect(tip("Copy")).toEqual({ "data-tip": "Copy" });
  expect(tip("Copy", { keys: "mod+c", side: "left" })).toEqual({
    "data-tip": "Copy",
    "data-tip-keys": "mod+c",
    "data-tip-side": "left",
  });
});
