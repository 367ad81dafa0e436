// The process log: one JSON line an event, with what could be a credential blanked. Server only.

import pino from "pino";

const hidden = ["password", "apiKey", "token", "secret", "authorization", "cookie"];

export const log = pino({
  level: process.env.WEFT_LOG_LEVEL ?? "info",
  base: null,
  redact: {
    paths: hidden.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
    censor: "[hidden]",
  },
});
