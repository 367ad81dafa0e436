import { expect, test } from "vitest";
import { addCommands, onOpenPalette, openPalette, pageCommands } from "./commands";

test("commands are there while their page is, in the order they came", () => {
  const ids = () => pageCommands().map((command) => command.id);
  const removeFirst = addCommands([{ id: "publish", title: "Publish", run() {} }]);
  const removeSecond = addCommands([{ id: "test", title: "Test run", run() {} }]);
  expect(ids()).toEqual(["publish", "test"]);
  removeFirst();
  expect(ids()).toEqual(["test"]);
  removeSecond();
  expect(ids()).toEqual([]);
});

test("a palette that is gone is not opened", () => {
  let opened = 0;
  const stop = onOpenPalette(() => opened++);
  openPalette();
  stop();
  openPalette();
  expect(opened).toBe(1);
});
