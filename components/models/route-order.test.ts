import { expect, test } from "vitest";
import { type DraftRoute, moveRoute, removeRoute, routesOfDraft } from "./route-order";

const route = (targetModelId: string, isBeside = false): DraftRoute => ({
  targetModelId,
  name: targetModelId,
  provider: "p",
  weight: 1,
  isActive: true,
  isBeside,
});
const tiers = (draft: readonly DraftRoute[]) =>
  routesOfDraft(draft).map(({ targetModelId, priority }) => `${targetModelId}${priority}`);

test("those beside each other share a tier", () => {
  expect(tiers([route("a"), route("b", true), route("c"), route("d", true)])).toEqual(["a0", "b0", "c1", "d1"]);
});

test("whoever comes first stands for itself, moved or left over", () => {
  const draft = [route("a"), route("b", true), route("c")];
  expect(tiers(moveRoute(draft, 1, -1))).toEqual(["b0", "a1", "c2"]);
  expect(tiers(removeRoute(draft, 0))).toEqual(["b0", "c1"]);
  expect(moveRoute(draft, 2, 1)).toEqual(draft);
});
