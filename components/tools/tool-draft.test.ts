import { expect, it } from "vitest";
import type { ToolView } from "@/lib/tools/contract";
import { changeOf, draftOfTool } from "./tool-draft";

const tool: ToolView = {
  id: "1",
  name: "get_order",
  displayName: "Get order",
  description: "Gets an order.",
  kind: "http",
  category: "api",
  tags: ["a", "b"],
  status: "draft",
  visibility: "private",
  isActive: true,
  isMissing: false,
  hasChanged: false,
  serverId: null,
  serverName: null,
  ownerId: null,
  ownerName: null,
  approval: "destructive",
  annotations: { readOnlyHint: true, openWorldHint: true },
  usageCount: 0,
  lastUsedAt: null,
  lastError: null,
  submittedAt: null,
  createdAt: "",
  updatedAt: "",
  inputSchema: { type: "object", properties: {} },
  outputSchema: null,
  offered: null,
  config: { method: "POST", url: "https://a.example", bodyType: "json", bodyJson: { a: 1 } },
  secretNames: [],
  approvalRule: null,
  timeoutMs: 1_500,
  maxOutputLength: 500,
  reviewNote: null,
  reviewedAt: null,
  reviewerName: null,
  may: { edit: true, review: true, call: true },
};

it("a draft that nobody touched changes nothing that matters", () => {
  const made = changeOf(tool, draftOfTool(tool));
  expect(made).toMatchObject({
    change: {
      name: "get_order",
      timeoutMs: 1_500,
      tags: ["a", "b"],
      inputSchema: tool.inputSchema,
      annotations: { readOnlyHint: true, destructiveHint: false, openWorldHint: true },
      config: { method: "POST", bodyJson: { a: 1 } },
    },
  });
});

it("tells which fields are no JSON", () => {
  const draft = { ...draftOfTool(tool), inputSchema: "{", bodyJson: "{{ x" };
  expect(changeOf(tool, draft)).toEqual({ faults: { inputSchema: "json", "config.bodyJson": "json" } });
});

it("sends settings alone for tools that are not of our making", () => {
  const made = changeOf({ ...tool, kind: "mcp", config: {} }, draftOfTool({ ...tool, kind: "mcp", config: {} }));
  expect(Object.keys("change" in made ? made.change : {}).sort()).toEqual([
    "approval",
    "approvalRule",
    "category",
    "displayName",
    "maxOutputLength",
    "tags",
    "timeoutMs",
  ]);
});
