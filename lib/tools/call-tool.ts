// Calls one tool by its row, whatever kind it is of, and makes of every way to fail an answer that a model may read.
// Server only.

import { and, eq } from "drizzle-orm";
import { tools } from "@/db/schema/tools";
import { withWorkspace } from "@/db/scope";
import type { ToolAnswer, ToolCall } from "../nodes/contract";
import { AppError, toAppError } from "../shared/errors";
import type { Json } from "../shared/json";
import { builtinTools } from "./builtin-tools";

/** Calls a tool of the workspace; throws only where it can't be called at all. */
export async function callTool(workspaceId: string, call: ToolCall): Promise<ToolAnswer> {
  const [row] = await withWorkspace(workspaceId, (tx) =>
    tx
      .select()
      .from(tools)
      .where(and(eq(tools.workspaceId, workspaceId), eq(tools.id, call.tool.id))),
  );
  if (!row) throw new AppError("not_found", "The tool does not exist any more.");
  try {
    if (row.kind !== "builtin") throw new AppError("node_failed", `Nothing here calls tools of the kind ${row.kind}.`);
    const value = runBuiltin(row.name, call);
    return { value, text: typeof value === "string" ? value : JSON.stringify(value), isError: false };
  } catch (error) {
    const failure = toAppError(error);
    return { value: null, text: failure.message, isError: true, detail: String(error) };
  }
}

function runBuiltin(name: string, call: ToolCall): Json {
  const tool = builtinTools[name];
  if (!tool) throw new AppError("node_failed", `There is no built-in tool ${name}.`);
  return tool.run(call.arguments, Date.now);
}
