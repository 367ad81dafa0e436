import { describe, expect, it } from "vitest";
import { AppError } from "../shared/errors";
import { checkHeaders, headersForOtherSite } from "./request-headers";

describe("headers that go out", () => {
  it("are refused with a line break, a NUL or a character beyond Latin-1", () => {
    for (const value of ["a\r\nx-evil: 1", "a\nb", "a\u0000b", "中", "\u2028"]) {
      expect(() => checkHeaders([["x-a", value]]), JSON.stringify(value)).toThrow(AppError);
    }
  });
  it("are refused with a name that is none", () => {
    for (const name of ["", "a b", "a:b", "a\r\nb", "ä", "x".repeat(201)]) {
      expect(() => checkHeaders([[name, "1"]]), JSON.stringify(name)).toThrow(AppError);
    }
  });
  it("are refused where they belong to the connection", () => {
    for (const name of ["Host", "content-length", "Transfer-Encoding", "CONNECTION"]) {
      expect(() => checkHeaders([[name, "1"]])).toThrow(/set by the connection/);
    }
  });
  it("come out in lower case, doubles joined", () => {
    expect(
      checkHeaders([
        ["X-A", "1"],
        ["x-a", "2"],
        ["Accept", "text/html; q=0.5"],
      ]),
    ).toEqual({
      "x-a": "1, 2",
      accept: "text/html; q=0.5",
    });
  });
  it("lose every possible credential on the way to another site", () => {
    const headers = { authorization: "a", cookie: "b", "x-api-key": "c", accept: "d", "idempotency-key": "e" };
    expect(headersForOtherSite(headers)).toEqual({ accept: "d" });
  });
});
