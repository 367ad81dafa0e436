// Every node type of the product, by its name. Loaded by the browser, so it holds definitions only; what runs them is
// in executors, what draws them beside the canvas: both are typed over this list, so a missing entry does not compile.

import type { ContainerKind } from "../graph/node-type";
import { agentNode } from "./agent/definition";
import { agentCallNode } from "./agent-call/definition";
import { aggregateNode } from "./aggregate/definition";
import { answerNode } from "./answer/definition";
import { approvalNode } from "./approval/definition";
import { assignNode } from "./assign/definition";
import { breakNode } from "./break/definition";
import { classifierNode } from "./classifier/definition";
import { codeNode } from "./code/definition";
import { conditionNode } from "./condition/definition";
import { continueNode } from "./continue/definition";
import type { NodeDefinition } from "./contract";
import { endNode } from "./end/definition";
import { extractorNode } from "./extractor/definition";
import { httpRequestNode } from "./http-request/definition";
import { iterationNode } from "./iteration/definition";
import { listOperationsNode } from "./list-operations/definition";
import { llmNode } from "./llm/definition";
import { loopNode } from "./loop/definition";
import { noteNode } from "./note/definition";
import { plannerNode } from "./planner/definition";
import { startNode } from "./start/definition";
import { subWorkflowNode } from "./sub-workflow/definition";
import { switchNode } from "./switch/definition";
import { templateNode } from "./template/definition";
import { toolNode } from "./tool/definition";
import { waitNode } from "./wait/definition";

/** In the order of the palette. */
export const catalogue = {
  start: startNode,
  llm: llmNode,
  agent: agentNode,
  planner: plannerNode,
  extractor: extractorNode,
  "agent-call": agentCallNode,
  answer: answerNode,
  condition: conditionNode,
  switch: switchNode,
  classifier: classifierNode,
  loop: loopNode,
  iteration: iterationNode,
  break: breakNode,
  continue: continueNode,
  "sub-workflow": subWorkflowNode,
  aggregate: aggregateNode,
  template: templateNode,
  "list-operations": listOperationsNode,
  assign: assignNode,
  code: codeNode,
  "http-request": httpRequestNode,
  tool: toolNode,
  approval: approvalNode,
  wait: waitNode,
  end: endNode,
  note: noteNode,
} satisfies Record<string, NodeDefinition>;

export type NodeTypeName = keyof typeof catalogue;

/** Types that an executor runs: all but remarks, and containers, whose turns the engine runs itself. */
export type RunnableTypeName = {
  [Name in NodeTypeName]: (typeof catalogue)[Name] extends { role: "note" } | { container: ContainerKind }
    ? never
    : Name;
}[NodeTypeName];

/** Whether a text names a node type. */
function isNodeType(text: string): text is NodeTypeName {
  return Object.hasOwn(catalogue, text);
}

/** The definition of a type; undefined where there is none of that name. */
export function definitionOf(type: string): NodeDefinition | undefined {
  return isNodeType(type) ? catalogue[type] : undefined;
}
