import { expect, it } from "vitest";
import { AppError } from "./errors";
import { safeSentence, withoutInsides } from "./safe-words";

it("tells nothing of addresses where a call was refused", () => {
  const failure = new AppError("address_blocked", "10.0.0.7 is a private or reserved address.", {});
  expect(safeSentence(failure)).not.toContain("10.0.0.7");
});

it("keeps stacks and private addresses out of what a server says", () => {
  const said = `Could not reach http://192.168.1.20:8080/x
    at Object.<anonymous> (/srv/app/index.js:10:15)
    at async run (node:internal/main:5:1)
see 127.0.0.1, [::1]:80, fe80::1 and localhost:5432 or version 10.2`;
  const told = withoutInsides(said);
  for (const inside of ["192.168", "index.js", "node:internal", "127.0.0.1", "::1", "fe80", "localhost"]) {
    expect(told).not.toContain(inside);
  }
  expect(told).toContain("version 10.2");
});
