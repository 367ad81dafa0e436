// Fills the templates of a tool with the arguments of a call. Secrets become marks, which only the call that leaves
// makes values of; what a model wrote is never read as a template. Pure.

import type { ExpressionError, Template } from "../expressions/ast";
import { compileValue, errorsOf, resolveCompiled } from "../expressions/compiled";
import { evaluateExpression, type Lookup } from "../expressions/evaluate-expression";
import { readPath } from "../expressions/read-path";
import { type Reference, referencesOfCompiled, referencesOfExpression } from "../expressions/references";
import { cachedTemplate } from "../expressions/template-cache";
import { textOf } from "../expressions/values";
import { AppError } from "../shared/errors";
import type { Json, JsonObject } from "../shared/json";

export type MarkOf = (name: string) => string | undefined;

const roots = new Set(["arguments", "secrets"]);

/** Where templates of a tool read from. */
export function lookupOf(args: JsonObject, markOf: MarkOf): Lookup {
  return (root, segments) => {
    // An argument that was left out is empty rather than a fault: which ones are needed is the schema's to say.
    if (root === "arguments") return readPath(args, segments) ?? null;
    const [name] = segments;
    if (root !== "secrets" || typeof name !== "string" || segments.length !== 1) return undefined;
    const mark = markOf(name);
    if (mark === undefined) throw secretMissing(name);
    return mark;
  };
}

/** A secret that a tool names and that is not there, or not its own to use. */
export function secretMissing(name: string): AppError {
  return new AppError("secret_missing", `The secret ${name} is not there, or this tool may not use it.`, {
    params: { name },
  });
}

/** A value with every template in it filled. */
export function fillTemplates(value: Json, lookup: Lookup): Json {
  const outcome = resolveCompiled(compileValue(value), lookup);
  if (!outcome.ok) throw expressionFault(outcome.error);
  return outcome.value;
}

/** A template as text. */
export function fillText(template: string, lookup: Lookup): string {
  const value = fillTemplates(template, lookup);
  return value === null ? "" : textOf(value, 0);
}

/**
 * An address: what arguments put into it is escaped, so that none can add a piece of path or another parameter. Only an
 * argument that the address begins with may be a whole address, because its author wanted that.
 */
export function fillAddress(text: string, lookup: Lookup): string {
  const template = readTemplate(text);
  if (template.single !== null) return fillText(text, lookup);
  let filled = "";
  for (const part of template.parts) {
    if (typeof part === "string") {
      filled += part;
      continue;
    }
    const outcome = evaluateExpression(part, lookup);
    if (!outcome.ok) throw expressionFault(outcome.error);
    const piece = outcome.value === null ? "" : textOf(outcome.value, part.at);
    const isOwn = referencesOfExpression(part).every((reference) => reference.root === "secrets");
    filled += isOwn || filled === "" ? piece : escapePiece(piece);
  }
  return filled;
}

/** A piece of an address that can't be anything else. */
export function escapePiece(piece: string): string {
  if (/^\.{1,2}$/.test(piece.trim())) {
    throw new AppError("inputs_invalid", "An argument that becomes part of the address may not be “.” or “..”.");
  }
  return encodeURIComponent(piece.toWellFormed());
}

function readTemplate(text: string): Template {
  const parsed = cachedTemplate(text);
  if (!parsed.ok) throw expressionFault(parsed.error);
  return parsed.value;
}

function expressionFault(error: ExpressionError): AppError {
  const code = error.code === "reference_unknown" ? "expression_unknown_reference" : "expression_invalid";
  return new AppError(code, `A template of the tool can't be filled: ${error.code.replaceAll("_", " ")}.`, {
    params: { reason: error.code, at: error.at },
  });
}

export interface TemplateFacts {
  secretNames: string[];
  faults: { path: string; message: string }[];
}

/** What templates in a value name, and what is wrong with them; `path` leads to the value. */
export function readTemplates(value: Json, path: string, maySecrets: boolean): TemplateFacts {
  const compiled = compileValue(value);
  const at = (way: string) => (way === "" ? path : `${path}.${way}`);
  const faults = errorsOf(compiled).map((one) => ({
    path: at(one.path),
    message: `The template can't be read: ${one.error.code.replaceAll("_", " ")} at character ${one.error.at + 1}.`,
  }));
  const secretNames: string[] = [];
  for (const reference of referencesOfCompiled(compiled)) {
    const name = secretNameOf(reference);
    if (name !== null && maySecrets) secretNames.push(name);
    else if (name !== null) faults.push({ path: at(reference.path), message: "No secret may be used here." });
    else if (!roots.has(reference.root)) {
      faults.push({
        path: at(reference.path),
        message: `“${reference.root}” is not known here. Use arguments.NAME or secrets.NAME.`,
      });
    } else if (reference.root === "secrets") {
      faults.push({ path: at(reference.path), message: "Name one secret: secrets.NAME." });
    }
  }
  return { secretNames: [...new Set(secretNames)], faults };
}

function secretNameOf({ root, segments }: Pick<Reference, "root" | "segments">): string | null {
  const [name] = segments;
  return root === "secrets" && segments.length === 1 && typeof name === "string" ? name : null;
}
