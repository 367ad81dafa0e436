import { expect, test } from "vitest";
import type { Permission } from "./permissions";
import { sectionsFor, settingsPagesFor } from "./section-rules";

const holding = (...permissions: Permission[]) => ({ permissions: new Set(permissions) });

test("a place is offered to those who may open it, in the order of the menu", () => {
  expect(sectionsFor(holding("run.view", "conversation.use"))).toEqual(["chat", "runs", "settings"]);
  expect(settingsPagesFor(holding())).toEqual(["account", "workspace"]);
  expect(settingsPagesFor(holding("audit.view", "secret.manage"))).toEqual([
    "account",
    "workspace",
    "secrets",
    "audit",
  ]);
});
