// Rows for tests, in the words of the product: `await make.agent({ name: "Helper" })`. Each inserts as the system and
// gives the row back; what it belongs to is made too, unless it is named.

import { makeAgent, makeDeployment, makeModel, makeVersion, makeWorkflow } from "./make/design";
import { makeMember, makeUser, makeWorkspace } from "./make/people";
import { makeApproval, makeSleepingRun, makeWait } from "./make/waiting";
import { makeConversation, makeEndUser, makeNodeLog, makeRun } from "./make/work";

export const make = {
  user: makeUser,
  workspace: makeWorkspace,
  member: makeMember,
  workflow: makeWorkflow,
  version: makeVersion,
  agent: makeAgent,
  deployment: makeDeployment,
  model: makeModel,
  endUser: makeEndUser,
  conversation: makeConversation,
  run: makeRun,
  nodeLog: makeNodeLog,
  sleepingRun: makeSleepingRun,
  approval: makeApproval,
  wait: makeWait,
};
