"use client";

// What the model that a node names may be asked with, and which of the node's fields are about it.

import type { GraphNode } from "@/lib/graph/schema";
import { definitionOf } from "@/lib/nodes/catalogue";
import { isJsonObject } from "@/lib/shared/json";
import type { ParameterSpec, ParameterSpecs } from "@/lib/shared/model-parameters";
import type { TemplateFieldView } from "@/lib/workflows/contract";
import { useFacts } from "./use-facts";

type Content = "parameter" | "parameters";

/** Whether a field is one parameter of the node's model, or all those without fields of their own. */
export function parameterContent(node: Pick<GraphNode, "type">, key: string): Content | null {
  const content = definitionOf(node.type)?.contents[key];
  return content === "parameter" || content === "parameters" ? content : null;
}

/** The parameters of the node's model, or of the default; undefined while nobody knows. */
export function useModelParameters(node: GraphNode): ParameterSpecs | undefined {
  const models = useFacts()?.models;
  const contents = Object.entries(definitionOf(node.type)?.contents ?? {});
  const [key] = contents.find(([, content]) => content === "model") ?? [];
  if (key === undefined) return undefined;
  const chosen = node.config[key];
  const isChosen = typeof chosen === "string" && chosen !== "";
  return models?.find((model) => (isChosen ? model.id === chosen : model.isDefault))?.parameters;
}

/** The parameters that have no fields of their own in the node's form. */
export function otherParameters(node: GraphNode, specs: ParameterSpecs): ParameterSpecs {
  return Object.fromEntries(
    Object.entries(specs).filter(([name]) => parameterContent(node, name) === null && name !== "stop"),
  );
}

/** Whether a field is drawn: of those about the model, what the model has, and what is set although it hasn't. */
export function isTaken(node: GraphNode, { key }: Pick<TemplateFieldView, "key">, specs: ParameterSpecs | undefined) {
  const content = parameterContent(node, key);
  if (content === null || specs === undefined) return true;
  const value = node.config[key] ?? null;
  if (content === "parameter") return Object.hasOwn(specs, key) || value !== null;
  const isEmpty = !isJsonObject(value) || Object.keys(value).length === 0;
  return !isEmpty || Object.keys(otherParameters(node, specs)).length > 0;
}

/** A parameter's description within what the field itself allows. */
export function narrowed(spec: ParameterSpec | undefined, field: TemplateFieldView): ParameterSpec {
  const min = most(spec?.min, field.min, Math.max);
  const max = most(spec?.max, field.max, Math.min);
  const step = spec?.step ?? field.step ?? undefined;
  return {
    ...(spec ?? { kind: field.step === 1 ? "integer" : "number" }),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(step === undefined ? {} : { step }),
  };
}

function most(one: number | undefined, other: number | null, pick: (a: number, b: number) => number) {
  if (one === undefined) return other ?? undefined;
  return other === null ? one : pick(one, other);
}
