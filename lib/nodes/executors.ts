// What runs each node type, on the server. Typed over the catalogue: a type without an executor does not compile.

import type { z } from "zod";
import { runAgent } from "./agent/executor";
import { runAgentCall } from "./agent-call/executor";
import { runAggregate } from "./aggregate/executor";
import { runAnswer } from "./answer/executor";
import { runApproval } from "./approval/executor";
import { runAssign } from "./assign/executor";
import { runBreak } from "./break/executor";
import type { catalogue, RunnableTypeName } from "./catalogue";
import { runClassifier } from "./classifier/executor";
import { runCodeNode } from "./code/executor";
import { runCondition } from "./condition/executor";
import { runContinue } from "./continue/executor";
import type { Executor } from "./contract";
import { runEnd } from "./end/executor";
import { runExtractor } from "./extractor/executor";
import { runHttpRequest } from "./http-request/executor";
import { runListOperations } from "./list-operations/executor";
import { runLlm } from "./llm/executor";
import { runPlanner } from "./planner/executor";
import { runStart } from "./start/executor";
import { runSubWorkflow } from "./sub-workflow/executor";
import { runSwitch } from "./switch/executor";
import { runTemplate } from "./template/executor";
import { runTool } from "./tool/executor";
import { runWait } from "./wait/executor";

type ConfigOf<Name extends RunnableTypeName> = z.infer<(typeof catalogue)[Name]["configSchema"]>;

export const executors: { readonly [Name in RunnableTypeName]: Executor<ConfigOf<Name>> } = {
  start: runStart,
  llm: runLlm,
  agent: runAgent,
  planner: runPlanner,
  extractor: runExtractor,
  "agent-call": runAgentCall,
  answer: runAnswer,
  condition: runCondition,
  switch: runSwitch,
  classifier: runClassifier,
  break: runBreak,
  continue: runContinue,
  "sub-workflow": runSubWorkflow,
  aggregate: runAggregate,
  template: runTemplate,
  "list-operations": runListOperations,
  assign: runAssign,
  code: runCodeNode,
  "http-request": runHttpRequest,
  tool: runTool,
  approval: runApproval,
  wait: runWait,
  end: runEnd,
};
