import { expect, test } from "vitest";
import { drawToasts, onToastWaiting, showToast } from "./toast";

test("a toast shown before anyone draws waits, wakes the page, and is drawn first", () => {
  let woken = 0;
  const stopWaking = onToastWaiting(() => woken++);
  showToast({ title: "one" });
  expect(woken).toBe(1);

  const drawn: string[] = [];
  const stopDrawing = drawToasts((toast) => drawn.push(toast.title));
  showToast({ title: "two" });
  expect(drawn).toEqual(["one", "two"]);
  expect(woken).toBe(1);

  stopDrawing();
  showToast({ title: "three" });
  expect(drawn).toEqual(["one", "two"]);
  expect(woken).toBe(2);
  stopWaking();
});
