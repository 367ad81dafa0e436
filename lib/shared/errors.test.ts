import { describe, expect, it } from "vitest";
import { AppError, errorCodes, isErrorCode, kindOf, statusOf, toAppError } from "./errors";

describe("codes", () => {
  it("of the caller's mistakes never answer as a failure of ours", () => {
    const internal = errorCodes.filter((code) => statusOf(code) === 500);
    expect(internal).toEqual(["internal"]);
    expect(errorCodes.filter((code) => kindOf(code) === "bug")).toEqual(internal);
  });

  it("all answer with a status of an error", () => {
    expect(errorCodes.filter((code) => statusOf(code) < 400 || statusOf(code) > 599)).toEqual([]);
  });

  it("are known by their text alone, not by what objects inherit", () => {
    expect(isErrorCode("not_found")).toBe(true);
    expect(isErrorCode("toString")).toBe(false);
    expect(isErrorCode("__proto__")).toBe(false);
  });
});

describe("any failure as one of ours", () => {
  it("is itself where it is one", () => {
    const error = new AppError("conflict", "Too late.");
    expect(toAppError(error)).toBe(error);
    expect(error).toMatchObject({ status: 409, kind: "user", params: {}, details: [], extra: {} });
  });

  it.each([new Error("password=hunter2"), "hunter2", null, { hunter2: true }])("says nothing of %j", (thrown) => {
    const error = toAppError(thrown);
    expect(error.code).toBe("internal");
    expect(error.message).not.toContain("hunter2");
    expect(error.cause).toBe(thrown);
  });
});
