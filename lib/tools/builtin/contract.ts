// What one built-in tool consists of. What reaches outside does so through the guarded way that it is handed.

import type { HttpAnswer } from "../../nodes/contract";
import type { Json, JsonObject } from "../../shared/json";
import type { ToolAnnotations } from "../../shared/tool-facts";

export interface BuiltinWorld {
  now(): number;
  /** Gets a page under guard, as text. */
  getPage(url: string): Promise<HttpAnswer>;
}

export interface BuiltinTool {
  name: string;
  title: string;
  description: string;
  category: string;
  inputSchema: JsonObject;
  annotations: ToolAnnotations;
  /** Gives a value, or throws an AppError whose message may be told to a model. */
  run(input: JsonObject, world: BuiltinWorld): Json | Promise<Json>;
}
