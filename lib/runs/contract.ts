// The endpoints of runs: start one, follow it, list, look into it, cancel, run again.
// Shared by the routes, the browser and the API document.

import { z } from "zod";
import { defineOperation } from "../http/operation";
import { pageOf, pageQuery } from "../http/page";
import { nodeStatuses, runStatuses } from "../run-log/events";
import { runKinds, runTriggers } from "../shared/statuses";
import { versionNumber } from "../shared/stored-number";
import { maxInputBytes, runErrorSchema } from "./run-parts";

const id = z.uuid();
const time = z.iso.datetime();
const jsonObject = z.record(z.string(), z.json());
const runParams = z.object({ runId: id });
export const runSummarySchema = z.object({
  id,
  status: z.enum(runStatuses),
  kind: z.enum(runKinds),
  trigger: z.enum(runTriggers),
  workflowId: id,
  workflowName: z.string(),
  agentId: id.nullable(),
  agentName: z.string().nullable(),
  /** Null for a test of the draft. */
  versionNumber: z.number().int().nullable(),
  conversationId: id.nullable(),
  userName: z.string().nullable(),
  /** The beginning of the question, where somebody asked. */
  query: z.string().nullable(),
  /** The run whose node started this one. */
  parentRunId: id.nullable(),
  error: runErrorSchema.nullable(),
  totalTokens: z.number().int(),
  cost: z.number(),
  currency: z.string().nullable(),
  createdAt: time,
  startedAt: time.nullable(),
  finishedAt: time.nullable(),
});
export type RunSummary = z.infer<typeof runSummarySchema>;

/** Values that are too large to be told with the rest, by their names: null stands in their place. */
const largeMembers = z.record(
  z.string(),
  z.object({
    bytes: z.number().int(),
    preview: z.string().describe("Its first characters."),
    isText: z.boolean(),
    fileId: z.string().optional().describe("Get it with getRunFile; absent where only the beginning was kept."),
  }),
);

export const runSchema = runSummarySchema.extend({
  inputs: jsonObject,
  outputs: jsonObject.nullable(),
  largeOutputs: largeMembers.nullable(),
  query: z.string().nullable(),
  response: z.string().nullable(),
  promptTokens: z.number().int(),
  completionTokens: z.number().int(),
  firstTokenMs: z.number().int().nullable(),
  attempt: z.number().int(),
  /** Where the node of the run above ran. */
  parentPath: z.string().nullable(),
  /** The run whose beginning it took over, and the node from which it went its own way. */
  forkedFrom: z.object({ runId: id, nodeId: z.string() }).nullable(),
  /** Checksum of the graph that it runs. */
  graphChecksum: z.string(),
});
export type RunView = z.infer<typeof runSchema>;

export const nodeLogSchema = z.object({
  path: z.string(),
  attempt: z.number().int(),
  seq: z.number().int().nullable(),
  nodeId: z.string(),
  name: z.string(),
  type: z.string(),
  renderMode: z.enum(["hidden", "thought", "message"]),
  status: z.enum(nodeStatuses),
  summary: z.string().nullable(),
  startedAt: time,
  finishedAt: time.nullable(),
  durationMs: z.number().nullable(),
  retries: z.number().int(),
  tokens: z.number().int().nullable(),
  cost: z.number().nullable(),
  error: runErrorSchema.nullable(),
  /** Told where it was asked for: equal outputs have equal ones; null = it gave nothing. */
  outputsChecksum: z.string().nullable().optional(),
});
export type NodeLogView = z.infer<typeof nodeLogSchema>;

export const nodeLogDetailSchema = nodeLogSchema.extend({
  content: z.string().nullable(),
  inputs: z.json().nullable(),
  outputs: z.json().nullable(),
  large: z.object({ inputs: largeMembers.optional(), outputs: largeMembers.optional() }).nullable(),
  /** Reasoning beside what it said. */
  thought: z.string().nullable(),
  /** What a model call took; null where none was made. */
  usage: z
    .object({
      promptTokens: z.number().int(),
      completionTokens: z.number().int(),
      cachedTokens: z.number().int().optional(),
      cost: z.number().nullable(),
      currency: z.string().nullable(),
      modelName: z.string().optional(),
    })
    .nullable(),
  /** Graph variables that it set. */
  writes: jsonObject,
  handles: z.array(z.string()),
  notes: z.array(z.object({ at: z.number(), message: z.string() })),
});
export type NodeLogDetail = z.infer<typeof nodeLogDetailSchema>;

/** Smaller goes first; counts among the runs of a workspace that wait for a worker. */
const priority = z.number().int().min(0).max(9).default(5);

/** How the answer comes: when the run has ended, as events, or at once with the run's id. */
const respond = z.enum(["blocking", "stream", "async"]).default("blocking");

const nodeId = z.string().min(1).max(64);

/** Outputs of nodes that a test does not run, by node; a node with several ways out takes the one that one of them names. */
const mocks = z.record(nodeId, jsonObject).optional();

/** Nodes before which a test waits until somebody lets it go on. */
const breakpoints = z.array(nodeId).max(200).optional();

export const startRun = defineOperation({
  id: "startRun",
  method: "POST",
  path: "/workflows/{workflowId}/runs",
  tag: "Runs",
  summary: "Run a workflow",
  description:
    "Runs the version in production, a version by number, or the draft (which needs workflow.edit). " +
    "`blocking` answers 200 with the run when it has ended, and a run that failed has ended too: look at its `status` and " +
    "`error`; a run that waits for somebody, or for longer than a minute, is answered with 202 while it waits. `stream` with server-sent events, `async` with 202 and the run, " +
    "which then waits for a worker: `priority` 0 goes first, 9 last. Tests of the draft can leave nodes out by giving " +
    "their outputs (`mocks`), and wait before nodes (`breakpoints`).",
  allow: "workflow.run",
  params: z.object({ workflowId: id }),
  body: z.object({
    inputs: jsonObject.default({}),
    query: z.string().max(200_000).optional(),
    version: z.union([versionNumber, z.literal("draft"), z.literal("production")]).default("production"),
    respond,
    priority,
    mocks,
    breakpoints,
  }),
  maxBodyBytes: maxInputBytes,
  result: runSchema,
  stream: true,
  errors: ["inputs_invalid", "not_published", "graph_invalid", "run_limit"],
});

/** What the list can be narrowed by; every one has its index. */
export const runFilterSchema = z.object({
  status: z.enum(runStatuses).optional(),
  agentId: id.optional(),
  workflowId: id.optional(),
  trigger: z.enum(runTriggers).optional(),
  /** Runs that nodes of this run have started. */
  parent: id.optional(),
  /** Runs that were given up, because process after process died with them, and were not run again since. */
  dead: z.literal("true").optional(),
  /** Runs created at or after this moment. */
  from: time.optional(),
  /** Runs created before this moment. */
  to: time.optional(),
});
export type RunFilter = z.infer<typeof runFilterSchema>;

export const listRuns = defineOperation({
  id: "listRuns",
  method: "GET",
  path: "/runs",
  tag: "Runs",
  summary: "List runs, the newest first",
  description:
    "Runs that nodes of other runs have started are left out unless a filter names their parent, workflow, agent or trigger.",
  allow: "run.view",
  query: pageQuery.extend({ cursor: id.optional(), ...runFilterSchema.shape }),
  result: pageOf(runSummarySchema),
});

export const getRun = defineOperation({
  id: "getRun",
  method: "GET",
  path: "/runs/{runId}",
  tag: "Runs",
  summary: "Get a run",
  allow: "run.view",
  params: runParams,
  result: runSchema,
});

export const listRunNodes = defineOperation({
  id: "listRunNodes",
  method: "GET",
  path: "/runs/{runId}/nodes",
  tag: "Runs",
  summary: "What each node of a run did, in order",
  allow: "run.view",
  params: runParams,
  query: z.object({
    cursor: z
      .string()
      .regex(/^\d{1,9}$/)
      .optional(),
    limit: z.coerce.number().int().min(1).max(1_000).default(500),
    /** With a checksum of what each node gave, to compare runs by. */
    checksums: z.literal("true").optional(),
  }),
  result: pageOf(nodeLogSchema),
});

export const getRunNode = defineOperation({
  id: "getRunNode",
  method: "GET",
  path: "/runs/{runId}/node",
  tag: "Runs",
  summary: "One node of a run with its inputs and outputs",
  allow: "run.view",
  params: runParams,
  query: z.object({ path: z.string().min(1).max(2_000), attempt: z.coerce.number().int().positive().optional() }),
  result: nodeLogDetailSchema,
});

export const getRunFile = defineOperation({
  id: "getRunFile",
  method: "GET",
  path: "/runs/{runId}/files/{fileId}",
  tag: "Runs",
  summary: "Download a value of a run that is too large to be told with the rest",
  allow: "run.view",
  params: runParams.extend({ fileId: id }),
  download: true,
});

export const followRun = defineOperation({
  id: "followRun",
  method: "GET",
  path: "/runs/{runId}/events",
  tag: "Runs",
  summary: "Follow a run",
  description:
    "Server-sent events with `id: token-n`. Send the last one you saw as `Last-Event-ID` and the stream goes on after " +
    "it, whichever process answers. Without it, or where the events are gone, it begins with one `snapshot`.",
  allow: "run.view",
  params: runParams,
  query: z.object({ lastEventId: z.string().max(40).optional() }),
  result: z.object({ id: z.string(), event: jsonObject }),
  stream: true,
});

export const cancelRun = defineOperation({
  id: "cancelRun",
  method: "POST",
  path: "/runs/{runId}/cancel",
  tag: "Runs",
  summary: "Cancel a run",
  description:
    "Answers as soon as the wish is stored; the run ends as `cancelled` within a second. Cancelling twice is fine.",
  allow: "run.cancel",
  params: runParams,
  result: z.object({ status: z.enum(runStatuses) }),
  errors: ["run_ended"],
});

export const repeatRun = defineOperation({
  id: "repeatRun",
  method: "POST",
  path: "/runs/{runId}/repeat",
  tag: "Runs",
  summary: "Run again with the same graph and inputs",
  allow: "workflow.run",
  params: runParams,
  result: runSchema,
  status: 202,
  errors: ["run_limit"],
});

export const repeatRuns = defineOperation({
  id: "repeatRuns",
  method: "POST",
  path: "/runs/repeat",
  tag: "Runs",
  summary: "Run many runs again with the same graphs and inputs",
  description:
    "Meant for runs that were given up (`GET /runs?dead=true`). They wait for a worker, all or none of them. A run that " +
    "was run again this way before is not run once more: the answer names the run that took its place.",
  allow: "workflow.run",
  body: z.object({ runIds: z.array(id).min(1).max(100) }),
  result: z.object({
    /** In the order of the request; null where there is no such run, or it has not ended. */
    items: z.array(z.object({ runId: id, repeatedAs: id.nullable() })),
  }),
  status: 202,
});

export const forkRun = defineOperation({
  id: "forkRun",
  method: "POST",
  path: "/runs/{runId}/fork",
  tag: "Runs",
  summary: "Go on from a node of a run that has ended, as a run of its own",
  description:
    "What ran before the node is taken over; the node and everything after it run again, as a run of its own. `inputs` " +
    "take the place of what the node was given; with `outputs` it does not run, but counts as ended with them. `version` is " +
    "the graph that is executed: that of the run, another version, or the draft. Needs workflow.run too.",
  allow: "workflow.edit",
  params: runParams,
  body: z.object({
    nodeId,
    inputs: jsonObject.optional(),
    outputs: jsonObject.optional(),
    version: z.union([z.literal("same"), z.literal("draft"), versionNumber]).default("same"),
    mocks,
    breakpoints,
  }),
  maxBodyBytes: maxInputBytes,
  result: runSchema,
  status: 202,
  errors: ["fork_impossible", "inputs_invalid", "graph_invalid", "run_limit"],
});
