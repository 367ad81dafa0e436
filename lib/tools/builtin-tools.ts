// The tools that every installation brings, by the name that their rows carry. Server and tests.

import { calculator } from "./builtin/calculator";
import { changeText } from "./builtin/change-text";
import type { BuiltinTool } from "./builtin/contract";
import { currentTime } from "./builtin/current-time";
import { queryJson } from "./builtin/query-json";
import { readWebPage } from "./builtin/read-web-page";

const all: readonly BuiltinTool[] = [currentTime, calculator, queryJson, changeText, readWebPage];

export const builtinTools: Readonly<Record<string, BuiltinTool>> = Object.fromEntries(
  all.map((tool) => [tool.name, tool]),
);
