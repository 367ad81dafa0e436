// Calls a tool that is code: in the sandbox, with the arguments as its inputs. Server only.

import { runCode } from "../sandbox/run-code";
import { codeConfigSchema } from "./contract";
import type { CallKind } from "./kind-call";

export const callCode: CallKind = async (call) => {
  const { source, memoryMb } = codeConfigSchema.parse(call.tool.config);
  const value = await runCode({
    source,
    inputs: call.arguments,
    timeoutMs: call.timeoutMs,
    memoryBytes: memoryMb * 1_048_576,
    signal: call.signal,
    onPrint: call.onNote,
  });
  return { value };
};
