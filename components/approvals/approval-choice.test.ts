import { expect, test } from "vitest";
import { choiceOf, filterOf, isNarrowed, paramsOf, whatWaits } from "./approval-choice";

const agent = "0192b3c4-d5e6-7f80-9123-456789abcdef";
const read = (query: string) => {
  const params = new URLSearchParams(query);
  return choiceOf((name) => params.get(name));
};

test("an address without anything shows what waits", () => {
  expect(read("")).toEqual(whatWaits);
  expect(filterOf(whatWaits)).toEqual({ status: "pending", assigned: "all" });
  expect(isNarrowed(whatWaits)).toBe(false);
});

test("a choice survives the way through the address", () => {
  const choice = { status: "rejected", mine: true, agent, workflow: null } as const;
  const params = Object.entries(paramsOf(choice)).filter((entry): entry is [string, string] => entry[1] !== null);
  expect(read(new URLSearchParams(params).toString())).toEqual(choice);
  expect(filterOf(choice)).toEqual({ status: "rejected", assigned: "me", agentId: agent });
  expect(isNarrowed(choice)).toBe(true);
});

test("what makes no sense in an address is left out", () => {
  expect(read("status=sometimes&mine=maybe&agent=nobody&workflow=../runs")).toEqual(whatWaits);
});
