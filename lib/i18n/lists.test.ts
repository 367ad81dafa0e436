// Every word of a closed list that people get to see has words of its own. The English ones are looked at; that the
// other languages have the same keys is held by the test of all messages.

import { expect, test } from "vitest";
import { auditActions } from "../audit/action-rules";
import { permissionCodes } from "../auth/permissions";
import { problemCodes } from "../graph/problem";
import { catalogue } from "../nodes/catalogue";
import { controls } from "../nodes/contract";
import { runStatuses } from "../run-log/events";
import { shownStatuses } from "../run-log/shown-status";
import { errorCodes } from "../shared/errors";
import {
  approvalStatuses,
  auditResults,
  lifecycleStates,
  providerKinds,
  providerStatuses,
  riskLevels,
  runTriggers,
  userStatuses,
  waitKinds,
  workflowStatuses,
} from "../shared/statuses";
import { loadAllMessages } from "./messages";

const en = await loadAllMessages("en");

function namesIn(group: object): string[] {
  return Object.entries(group).flatMap(([name, inside]) =>
    typeof inside === "object" ? Object.keys(inside).map((rest) => `${name}.${rest}`) : [name],
  );
}

const exact: [string, object, readonly string[]][] = [
  ["runs.statuses", en.runs.statuses, runStatuses],
  ["runs.triggers", en.runs.triggers, runTriggers],
  ["runs.node.statuses", en.runs.node.statuses, shownStatuses],
  ["designer.status", en.designer.status, shownStatuses],
  ["approvals.status", en.approvals.status, approvalStatuses],
  ["agents.states", en.agents.states, lifecycleStates],
  ["workflows.statuses", en.workflows.statuses, workflowStatuses],
  ["models.status", en.models.status, providerStatuses],
  ["models.kinds", en.models.kinds, providerKinds],
  ["settings.members.statuses", en.settings.members.statuses, userStatuses],
  ["settings.audit.results", en.settings.audit.results, auditResults],
  ["settings.audit.risks", en.settings.audit.risks, riskLevels],
  ["templates.controls", en.templates.controls, controls],
  ["errors", en.errors, errorCodes],
  ["nodes.types", en.nodes.types, Object.keys(catalogue)],
  ["problems", en.problems, problemCodes],
];

test.each(exact)("%s has words for its list, and for nothing else", (_, group, list) => {
  expect(Object.keys(group).sort()).toEqual([...list].sort());
});

test("permissions are told by their area and what they allow, actions by what they are about", () => {
  expect(namesIn(en.settings.permissions).sort()).toEqual([...permissionCodes].sort());
  expect(namesIn(en.settings.audit.actions).sort()).toEqual([...auditActions].sort());
});

test("whatever a run can wait for has words", () => {
  expect(Object.keys(en.approvals.waits)).toEqual(expect.arrayContaining(["approval", ...waitKinds]));
});

test("an error is told by what happened and what to do", () => {
  for (const [code, words] of Object.entries(en.errors)) {
    expect([code, words.title.length > 0, words.text.length > 0]).toEqual([code, true, true]);
  }
});
