import { expect, it } from "vitest";
import { AppError } from "../shared/errors";
import { maskFailure } from "./mask-failure";
import { makeRunSecrets } from "./run-secrets";

function revealed() {
  const secrets = makeRunSecrets(new Map([["TOKEN", "hunter2"]]));
  secrets.reveal(secrets.mark("TOKEN") ?? "");
  return secrets;
}

const failure = new AppError("address_unreachable", "Could not reach hunter2.example.com.", {
  params: { host: "hunter2.example.com", port: 8080 },
  details: [{ path: "url", code: "x", message: "hunter2" }],
  cause: new Error("getaddrinfo hunter2"),
  isUnsent: true,
});

it("a failure keeps its code and loses the secrets it quotes", () => {
  const kept = maskFailure(failure, revealed(), false);
  expect(kept).toMatchObject({
    code: "address_unreachable",
    message: "Could not reach ••••••.example.com.",
    params: { host: "••••••.example.com", port: 8080 },
    details: [{ path: "url", message: "••••••" }],
    isUnsent: true,
  });
  expect(kept).not.toHaveProperty("cause");
});

it("a failure of an address made of a secret quotes nothing of it", () => {
  const kept = maskFailure(failure, revealed(), true);
  expect(kept).toMatchObject({ code: "address_unreachable", params: { host: "••••••", port: 8080 } });
  expect((kept as AppError).message).not.toContain("example");
});

it("whatever else was thrown is left as it is", () => {
  const reason = new DOMException("gone", "AbortError");
  expect(maskFailure(reason, revealed(), true)).toBe(reason);
});
