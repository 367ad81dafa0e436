import { describe, expect, test } from "vitest";
import { EnvError, readEnv } from "./env";

const good = {
  DATABASE_URL: "postgresql://weft:pw@127.0.0.1:5432/weft",
  WEFT_SECRET_KEY: "Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MGFiY2RlZg==",
  AUTH_SECRET: "q7vJ0mT4xP1sW9zL5kB2nC8dF3gH6rY_",
  WEFT_HOME: "/tmp/weft",
};

const faults = (change: Record<string, string | undefined>) => {
  try {
    readEnv({ ...good, ...change });
    return "";
  } catch (error) {
    expect(error).toBeInstanceOf(EnvError);
    return String((error as EnvError).message);
  }
};

describe("readEnv", () => {
  test("fills what has a default", () => {
    expect(readEnv(good)).toMatchObject({ port: 3000, databasePool: 10, logLevel: "info", publicUrlGiven: false });
  });

  test("the public address defaults to this machine and loses its last slash", () => {
    expect(readEnv({ ...good, PORT: "4000" }).publicUrl).toBe("http://localhost:4000");
    expect(readEnv({ ...good, WEFT_PUBLIC_URL: "https://weft.example.com/" }).publicUrl).toBe(
      "https://weft.example.com",
    );
  });

  test("an empty variable counts as unset", () => {
    expect(readEnv({ ...good, PORT: "", WEFT_PUBLIC_URL: " " }).port).toBe(3000);
  });

  test.each([
    [{ DATABASE_URL: undefined }, "DATABASE_URL is missing"],
    [{ DATABASE_URL: "mysql://x/y" }, "DATABASE_URL is not an address"],
    [{ WEFT_SECRET_KEY: "short" }, "too short"],
    [{ WEFT_SECRET_KEY: "change-me-change-me-change-me-change-me" }, "example value"],
    [{ AUTH_SECRET: "0".repeat(40) }, "example value"],
    [{ AUTH_SECRET: "<output of openssl rand -base64 32>" }, "example value"],
    [{ PORT: "70000" }, "PORT must be a whole number"],
    [{ PORT: "3000.5" }, "PORT must be a whole number"],
    [{ WEFT_PUBLIC_URL: "weft.example.com" }, "WEFT_PUBLIC_URL is not an address"],
    [{ WEFT_LOG_LEVEL: "loud" }, "WEFT_LOG_LEVEL must be one of"],
  ])("%j is told in words", (change, words) => {
    expect(faults(change)).toContain(words);
  });

  test("names every fault at once and never a value", () => {
    const text = faults({ PORT: "x", WEFT_SECRET_KEY: "hunter2" });
    expect(text.split("\n")).toHaveLength(2);
    expect(text).not.toContain("hunter2");
  });
});
