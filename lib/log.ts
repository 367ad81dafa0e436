// The process log: one JSON line an event, with what could be a credential blanked. Server only.

import pino from "pino";
import { describeError, scrubText } from "./vault/scrub-log";

const hidden = ["password", "apiKey", "token", "secret", "authorization", "cookie"];

export const log = pino({
  level: process.env.WEFT_LOG_LEVEL ?? "info",
  base: null,
  serializers: { err: (error: unknown) => describeError(error) },
  formatters: {
    log: (entry) =>
      Object.fromEntries(
        Object.entries(entry).map(([name, value]) => [name, typeof value === "string" ? scrubText(value) : value]),
      ),
  },
  redact: {
    paths: hidden.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
    censor: "[hidden]",
  },
});
