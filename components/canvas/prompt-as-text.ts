// A prompt of the workspace turned into a node's own text: its variables become what the node has mapped to them. Pure.

import { type PromptVariable, readPromptText } from "@/lib/prompts/prompt-variable-rules";
import type { Json, JsonObject } from "@/lib/shared/json";

type Piece = { literal: string } | { template: string };

function pieceOf(name: string, given: Json | undefined, preset: PromptVariable["default"]): Piece {
  if (typeof given === "string" && given.trim() !== "") return { template: given };
  if (typeof given === "number" || typeof given === "boolean") return { literal: String(given) };
  // What nobody has said stays where it was, for whoever goes on writing.
  return { literal: preset === undefined || preset === "" ? `{{${name}}}` : String(preset) };
}

/** The text with templates in place of its variables; braces that were text stay text. */
export function templateOfPrompt(text: string, variables: readonly PromptVariable[], values: JsonObject): string {
  const presets = new Map(variables.map((variable) => [variable.name, variable.default]));
  const pieces: Piece[] = [];
  for (const part of readPromptText(text).parts) {
    const piece =
      "text" in part
        ? { literal: part.text }
        : pieceOf(part.name, Object.hasOwn(values, part.name) ? values[part.name] : undefined, presets.get(part.name));
    const last = pieces.at(-1);
    if (last && "literal" in last && "literal" in piece) last.literal += piece.literal;
    else pieces.push(piece);
  }
  return pieces
    .map((piece, index) => {
      if ("template" in piece) return piece.template;
      const escaped = piece.literal.replace(/(\\*)\{\{/g, (_, slashes: string) => `${slashes}${slashes}\\{{`);
      const next = pieces[index + 1];
      const opens = next && "template" in next && next.template.startsWith("{{");
      return opens ? escaped.replace(/\\+$/, (slashes) => slashes + slashes) : escaped;
    })
    .join("");
}
