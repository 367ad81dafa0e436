// What runs each node type, on the server. Typed over the catalogue: a type without an executor does not compile.

import type { z } from "zod";
import { runAgentCall } from "./agent-call/executor";
import { runAggregate } from "./aggregate/executor";
import { runAnswer } from "./answer/executor";
import { runApproval } from "./approval/executor";
import { runAssign } from "./assign/executor";
import { runBreak } from "./break/executor";
import type { catalogue, RunnableTypeName } from "./catalogue";
import { runCodeNode } from "./code/executor";
import { runCondition } from "./condition/executor";
import { runContinue } from "./continue/executor";
import type { Executor } from "./contract";
import { runEnd } from "./end/executor";
import { runHttpRequest } from "./http-request/executor";
import { runLlm } from "./llm/executor";
import { runStart } from "./start/executor";
import { runSubWorkflow } from "./sub-workflow/executor";
import { runSwitch } from "./switch/executor";
import { runTemplate } from "./template/executor";
import { runWait } from "./wait/executor";

type ConfigOf<Name extends RunnableTypeName> = z.infer<(typeof catalogue)[Name]["configSchema"]>;

export const executors: { readonly [Name in RunnableTypeName]: Executor<ConfigOf<Name>> } = {
  start: runStart,
  llm: runLlm,
  "agent-call": runAgentCall,
  answer: runAnswer,
  condition: runCondition,
  switch: runSwitch,
  break: runBreak,
  continue: runContinue,
  "sub-workflow": runSubWorkflow,
  aggregate: runAggregate,
  template: runTemplate,
  assign: runAssign,
  code: runCodeNode,
  "http-request": runHttpRequest,
  approval: runApproval,
  wait: runWait,
  end: runEnd,
};
