// What a server says of a tool, and what a call gave, in our own words. Pure.

import type { CallToolResult, Tool } from "@modelcontextprotocol/sdk/types.js";
import type { Json, JsonObject } from "../shared/json";
import type { ToolAnnotations, ToolFacts } from "../shared/tool-facts";

export interface OfferedTool extends ToolFacts {
  outputSchema: JsonObject | null;
}

export interface CallResult {
  /** For a model to read. */
  text: string;
  value: Json;
  isError: boolean;
}

const asJson = (value: unknown): Json => JSON.parse(JSON.stringify(value ?? null));
const asObject = (value: unknown): JsonObject => {
  const json = asJson(value);
  return typeof json === "object" && json !== null && !Array.isArray(json) ? json : {};
};

/** A listed tool as it is stored and compared. */
export function readOfferedTool(tool: Tool): OfferedTool {
  const { readOnlyHint, destructiveHint, idempotentHint, openWorldHint } = tool.annotations ?? {};
  const title = tool.title ?? tool.annotations?.title;
  const annotations: ToolAnnotations = {
    ...(title === undefined ? {} : { title: title.slice(0, 200) }),
    ...(readOnlyHint === undefined ? {} : { readOnlyHint }),
    ...(destructiveHint === undefined ? {} : { destructiveHint }),
    ...(idempotentHint === undefined ? {} : { idempotentHint }),
    ...(openWorldHint === undefined ? {} : { openWorldHint }),
  };
  return {
    name: tool.name,
    description: (tool.description ?? "").slice(0, 20_000),
    inputSchema: asObject(tool.inputSchema),
    annotations,
    outputSchema: tool.outputSchema === undefined ? null : asObject(tool.outputSchema),
  };
}

/** A call's result: texts as they are, everything that is no text as a note of what it was. */
export function readCallResult(result: CallToolResult): CallResult {
  const parts = result.content.map(textOfPart).filter((part) => part !== "");
  const structured = result.structuredContent === undefined ? null : asObject(result.structuredContent);
  const text = parts.length > 0 || structured === null ? parts.join("\n\n") : JSON.stringify(structured);
  return { text, value: structured ?? text, isError: result.isError === true };
}

type Part = CallToolResult["content"][number];

function textOfPart(part: Part): string {
  switch (part.type) {
    case "text":
      return part.text;
    case "image":
      return `[image, ${part.mimeType}, ${sizeOf(part.data)}]`;
    case "audio":
      return `[audio, ${part.mimeType}, ${sizeOf(part.data)}]`;
    case "resource_link":
      return `[link to ${part.title ?? part.name}: ${part.uri}]`;
    case "resource":
      return "text" in part.resource
        ? part.resource.text
        : `[file ${part.resource.uri}, ${part.resource.mimeType ?? "binary"}, ${sizeOf(part.resource.blob)}]`;
  }
}

/** Of what base64 holds. */
function sizeOf(base64: string): string {
  const bytes = Math.floor((base64.length * 3) / 4);
  return bytes < 1024 ? `${bytes} bytes` : `${Math.round(bytes / 1024)} KB`;
}
