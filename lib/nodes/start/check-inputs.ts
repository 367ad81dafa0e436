// Whether inputs fit a graph, told before a run is accepted: the caller then gets every fault at once, with its field.

import type { Field, Graph } from "../../graph/schema";
import { AppError } from "../../shared/errors";
import type { JsonObject } from "../../shared/json";
import { wholeFieldsOf } from "../read-config";
import { coerceInputs } from "./coerce-inputs";
import { queryField } from "./definition";

/** The fields that a start node asks for: those of its config that are well-formed. */
export function askedFields(config: JsonObject): Field[] {
  return wholeFieldsOf(config.variables).filter((field) => field.name !== queryField.name);
}

/** What a graph asks of its caller. */
export function inputFieldsOf(graph: Graph): Field[] {
  if (graph.inputSchema) return graph.inputSchema;
  const start = graph.nodes.find((node) => node.type === "start");
  return start ? askedFields(start.config) : [];
}

/** Throws `inputs_invalid` with a detail for each field at fault. */
export function checkInputs(graph: Graph, inputs: Readonly<JsonObject>): void {
  const { faults } = coerceInputs(inputFieldsOf(graph), inputs);
  if (faults.length > 0) throw inputsInvalid(faults);
}

export function inputsInvalid(faults: ReturnType<typeof coerceInputs>["faults"]): AppError {
  return new AppError("inputs_invalid", faults.map((fault) => fault.message).join(" "), { details: faults });
}
