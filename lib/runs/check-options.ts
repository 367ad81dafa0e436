// Whether what somebody wants done differently in a test fits the graph, told before the run is accepted.

import type { Plan } from "../graph/plan";
import { AppError, type ErrorDetail } from "../shared/errors";
import type { JsonObject } from "../shared/json";
import type { RunOptions } from "./run-options";

// They stand in the row of the run.
const limit = 1_048_576;

function faultOf(path: string, message: string): ErrorDetail {
  return { path, code: "invalid_option", message };
}

/** A fault where a value is larger than what a node may give. */
function findSizeFaults(path: string, value: JsonObject): ErrorDetail[] {
  const bytes = Buffer.byteLength(JSON.stringify(value));
  return bytes > limit ? [faultOf(path, `${path} has ${bytes} bytes; at most ${limit} are possible.`)] : [];
}

function findMockFaults(plan: Plan, id: string, outputs: JsonObject): ErrorDetail[] {
  const path = `mocks.${id}`;
  const node = plan.nodes.get(id);
  if (!node) return [faultOf(path, `The graph has no node ${id}.`)];
  if (node.container) return [faultOf(path, `${id} holds other nodes; give their outputs instead.`)];
  if (node.role !== "node") return [faultOf(path, `${id} is a ${node.node.type} node, which always runs.`)];
  return findSizeFaults(path, outputs);
}

/** Throws `invalid_request` with a detail for each option at fault. */
export function checkOptions(plan: Plan, { mocks = {}, breakpoints = [], given = {} }: RunOptions): void {
  const faults = [
    ...Object.entries(mocks).flatMap(([id, outputs]) => findMockFaults(plan, id, outputs)),
    ...breakpoints
      .filter((id) => !plan.nodes.has(id))
      .map((id) => faultOf("breakpoints", `The graph has no node ${id}.`)),
    ...Object.entries(given).flatMap(([, inputs]) => findSizeFaults("inputs", inputs)),
  ];
  if (faults.length === 0) return;
  throw new AppError("invalid_request", faults.map((fault) => fault.message).join(" "), { details: faults });
}
