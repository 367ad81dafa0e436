// The one list of message files. A feature adds its own namespace with three lines here and three files
// messages/<locale>/<namespace>.json; the English file gives the keys their types.

import type agents from "@/messages/en/agents.json";
import type api from "@/messages/en/api.json";
import type approvals from "@/messages/en/approvals.json";
import type auth from "@/messages/en/auth.json";
import type chat from "@/messages/en/chat.json";
import type common from "@/messages/en/common.json";
import type designer from "@/messages/en/designer.json";
import type errors from "@/messages/en/errors.json";
import type forms from "@/messages/en/forms.json";
import type graph from "@/messages/en/graph.json";
import type models from "@/messages/en/models.json";
import type nodes from "@/messages/en/nodes.json";
import type parameters from "@/messages/en/parameters.json";
import type problems from "@/messages/en/problems.json";
import type prompts from "@/messages/en/prompts.json";
import type runs from "@/messages/en/runs.json";
import type schemaForm from "@/messages/en/schemaForm.json";
import type settings from "@/messages/en/settings.json";
import type shell from "@/messages/en/shell.json";
import type templates from "@/messages/en/templates.json";
import type toolServers from "@/messages/en/toolServers.json";
import type tools from "@/messages/en/tools.json";
import type usage from "@/messages/en/usage.json";
import type workflows from "@/messages/en/workflows.json";

export interface Messages {
  agents: typeof agents;
  api: typeof api;
  approvals: typeof approvals;
  auth: typeof auth;
  chat: typeof chat;
  common: typeof common;
  designer: typeof designer;
  errors: typeof errors;
  forms: typeof forms;
  graph: typeof graph;
  models: typeof models;
  nodes: typeof nodes;
  parameters: typeof parameters;
  problems: typeof problems;
  prompts: typeof prompts;
  runs: typeof runs;
  schemaForm: typeof schemaForm;
  settings: typeof settings;
  shell: typeof shell;
  toolServers: typeof toolServers;
  tools: typeof tools;
  templates: typeof templates;
  usage: typeof usage;
  workflows: typeof workflows;
}

export type Namespace = keyof Messages;

// A record rather than an array: a namespace forgotten here does not compile.
const listed: Record<Namespace, true> = {
  agents: true,
  api: true,
  approvals: true,
  auth: true,
  chat: true,
  common: true,
  designer: true,
  errors: true,
  forms: true,
  graph: true,
  models: true,
  nodes: true,
  parameters: true,
  problems: true,
  prompts: true,
  runs: true,
  schemaForm: true,
  settings: true,
  shell: true,
  toolServers: true,
  tools: true,
  templates: true,
  usage: true,
  workflows: true,
};

export const namespaces = Object.keys(listed) as Namespace[];
