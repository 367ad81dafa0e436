import { expect, test } from "vitest";
import { createApiKeyBody } from "@/lib/api-keys/contract";
import { permissionCodes, permissionsOfRole } from "@/lib/auth/permissions";
import { faultsOfKey, newKeyDraft, requestOfKey } from "./key-draft";

const now = Date.now();

test("a new draft only lacks its name", () => {
  expect(faultsOfKey(newKeyDraft)).toEqual({ name: "missing" });
  expect(faultsOfKey({ ...newKeyDraft, name: "CI" })).toEqual({});
});

test("the line that is no network is named", () => {
  const draft = { ...newKeyDraft, name: "CI", allowedIps: "10.0.0.0/8\n\n 192.0.2.1 \nexample.com\n" };
  expect(faultsOfKey(draft)).toEqual({ allowedIps: "example.com" });
});

test("chosen permissions need at least one", () => {
  expect(faultsOfKey({ ...newKeyDraft, name: "CI", access: "chosen" })).toEqual({ permissions: "missing" });
});

test("a limit of requests is a whole number, or not sent", () => {
  const limited = (rateLimit: string) => ({ ...newKeyDraft, name: "CI", rateLimit });
  for (const typed of ["0", "1000001", "some"]) expect(faultsOfKey(limited(typed))).toEqual({ rateLimit: "other" });
  expect(faultsOfKey(limited("1000000"))).toEqual({});
  expect(createApiKeyBody.parse(requestOfKey(limited(" 60 "), [], now)).rateLimit).toBe(60);
  expect("rateLimit" in requestOfKey(limited(""), [], now)).toBe(false);
});

test("a key for use may end what runs wait for and changes nothing that is drawn", () => {
  const wanted = requestOfKey({ ...newKeyDraft, access: "use" }, permissionCodes, now).permissions;
  expect(wanted).toEqual(expect.arrayContaining(["run.signal", "approval.view", "approval.decide"]));
  expect(wanted?.filter((permission) => /\.(?:edit|publish|delete|manage)$/.test(permission))).toEqual([]);
});

test("every request fits the contract and asks for nothing its maker lacks", () => {
  const held = permissionsOfRole("viewer");
  for (const access of ["all", "use", "chosen"] as const) {
    const draft = { ...newKeyDraft, name: "CI", access, permissions: permissionCodes, allowedIps: "::1\n10.0.0.0/8" };
    const request = requestOfKey(draft, held, now);
    const parsed = createApiKeyBody.parse(request);
    expect((parsed.permissions ?? []).every((permission) => held.includes(permission))).toBe(true);
    expect(parsed.permissions === undefined).toBe(access === "all");
    expect(parsed.allowedIps).toEqual(["::1", "10.0.0.0/8"]);
  }
});

test("a key without an end has no expiry, others end in so many days", () => {
  const draft = { ...newKeyDraft, name: "CI" };
  expect(requestOfKey({ ...draft, expiry: "never" }, [], now).expiresAt).toBeUndefined();
  const end = Date.parse(requestOfKey({ ...draft, expiry: "30" }, [], now).expiresAt ?? "");
  expect(Math.round((end - now) / 86_400_000)).toBe(30);
});
