// Calls a built-in tool, with the guarded way out for those that read pages. Server only.

import { httpCall } from "../net/http-call";
import { currentNetPolicy } from "../settings/net-policy";
import { systemClock } from "../shared/clock";
import { AppError } from "../shared/errors";
import { builtinTools } from "./builtin-tools";
import { builtinConfigSchema } from "./contract";
import type { CallKind } from "./kind-call";

/** Of a page, unpacked. */
const maxPageBytes = 4_194_304;

export const callBuiltin: CallKind = async ({ tool, arguments: input, signal, timeoutMs }) => {
  // Rows of earlier releases have the name only.
  const named = builtinConfigSchema.safeParse(tool.config);
  const name = named.success ? named.data.builtin : tool.name;
  const found = Object.hasOwn(builtinTools, name) ? builtinTools[name] : undefined;
  if (!found) throw new AppError("node_failed", `There is no built-in tool ${name}.`);
  const getPage = async (url: string) =>
    httpCall(
      {
        url,
        method: "GET",
        headers: { accept: "text/html,text/plain;q=0.9,application/json;q=0.8,*/*;q=0.1" },
        body: undefined,
        timeoutMs,
        maxBytes: maxPageBytes,
        signal,
      },
      await currentNetPolicy(),
    );
  return { value: await found.run(input, { now: () => systemClock.now(), getPage }) };
};
