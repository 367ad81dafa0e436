import { describe, expect, it } from "vitest";
import { isFromOwnPage } from "./check-origin";

const configured = { publicUrl: "https://weft.example.com", publicUrlGiven: true };
const unconfigured = { publicUrl: "http://localhost:3000", publicUrlGiven: false };
const judge = (headers: Record<string, string>, own = configured) => isFromOwnPage(new Headers(headers), own);

describe("a request with a cookie", () => {
  it.each(["same-origin", "none"])("is ours when the browser calls it %s", (site) => {
    expect(judge({ "sec-fetch-site": site })).toBe(true);
    expect(judge({ "sec-fetch-site": site }, unconfigured)).toBe(true);
  });

  it.each(["cross-site", "same-site"])("is another's when the browser calls it %s", (site) => {
    expect(judge({ "sec-fetch-site": site })).toBe(false);
    expect(judge({ "sec-fetch-site": site, origin: "https://evil.example.com" })).toBe(false);
    expect(
      judge({ "sec-fetch-site": site, origin: "http://evil.localhost", host: "localhost:3000" }, unconfigured),
    ).toBe(false);
  });

  it("comes from no page where the browser says nothing of one", () => {
    expect(judge({})).toBe(true);
    expect(judge({}, unconfigured)).toBe(true);
  });

  it("of a browser that names only the origin is judged by the configured address", () => {
    expect(judge({ origin: "https://weft.example.com", host: "inner:3000" })).toBe(true);
    expect(judge({ origin: "http://weft.example.com", host: "weft.example.com" })).toBe(false);
    expect(judge({ origin: "https://weft.example.com.evil.com" })).toBe(false);
  });

  it("is judged by the host where no address is configured", () => {
    expect(judge({ origin: "http://10.0.0.5:3000", host: "10.0.0.5:3000" }, unconfigured)).toBe(true);
    expect(judge({ origin: "http://10.0.0.5:3001", host: "10.0.0.5:3000" }, unconfigured)).toBe(false);
  });

  it.each(["null", "not an address", ""])("from the origin %j is another's", (origin) => {
    expect(judge({ origin })).toBe(false);
    expect(judge({ origin }, unconfigured)).toBe(false);
    expect(judge({ origin, host: "localhost:3000" }, unconfigured)).toBe(false);
  });
});
