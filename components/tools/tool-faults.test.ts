import { expect, test } from "vitest";
import { AppError } from "@/lib/shared/errors";
import zh from "@/messages/zh-CN/tools.json";
import { findFaults } from "./tool-faults";

const words = {
  nameTaken: "重名",
  nameWrong: "名称不对",
  fault: (word: keyof typeof zh.fields.faults) => zh.fields.faults[word],
};
const faultsOf = (...details: [path: string, code: string][]) =>
  findFaults(
    new AppError("invalid_request", "config.url: Write the whole address", {
      details: details.map(([path, code]) => ({ path, code, message: "An English sentence." })),
    }),
    words,
  );

test("faults of fields are told in the reader's language, whatever the server says of them", () => {
  const faults = faultsOf(
    ["name", "invalid_format"],
    ["config.url", "invalid_format"],
    ["config.pick", "expression_invalid"],
    ["approvalRule", "expression_unknown_reference"],
    ["config.timeoutMs", "too_big"],
    ["config.headers.0.name", "a_code_of_tomorrow"],
    ["config.headers.1.name", "invalid_format"],
  );
  expect(JSON.stringify(faults)).not.toMatch(/[A-Za-z]{3,} [a-z]{3,}/);
  expect(faults).toMatchObject({
    name: "名称不对",
    "config.url": zh.fields.faults.address,
    "config.pick": zh.fields.faults.expression,
    "config.headers.0.name": zh.fields.faults.other,
    "config.headers.1.name": zh.fields.faults.header,
  });
});

test("a name that is taken is told at the name, and what is no refusal nowhere", () => {
  expect(findFaults(new AppError("name_taken", "Taken."), words)).toEqual({ name: "重名" });
  expect(findFaults(new Error("x"), words)).toEqual({});
});
