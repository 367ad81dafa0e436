// Something wrong with a graph, as a value: the same on the canvas, at publish and in the API.
// Wording for people lives in messages/<locale>/problems.json under the same codes, filled with `params`.

export const problemCodes = [
  "graph_empty",
  "graph_too_large",
  "start_missing",
  "start_twice",
  "node_type_unknown",
  "node_version_unknown",
  "node_unknown",
  "node_id_duplicate",
  "node_id_reserved",
  "edge_unknown",
  "edge_id_duplicate",
  "edge_dangling",
  "edge_duplicate",
  "edge_self",
  "handle_unknown",
  "cycle",
  "unreachable",
  "parent_unknown",
  "edge_crosses_container",
  "not_in_container",
  "exit_outside_loop",
  "container_empty",
  "field_missing",
  "field_invalid",
  "field_name_duplicate",
  "expression_invalid",
  "reference_unknown",
  "reference_not_upstream",
  "reference_wrong_type",
  "secret_not_allowed",
  "secret_transformed",
  "secret_unknown",
  "model_unknown",
  "model_missing",
  "parameter_out_of_range",
  "parameter_invalid",
  "parameter_unknown",
  "tool_unknown",
  "tool_not_approved",
  "prompt_unknown",
  "prompt_inactive",
  "prompt_version_unknown",
  "prompt_value_missing",
  "workflow_unknown",
  "agent_unknown",
  "draft_called",
  "variable_duplicate",
  "variable_unknown",
  "variable_readonly",
  "variable_race",
  "schema_policy",
] as const;
export type ProblemCode = (typeof problemCodes)[number];

export interface Problem {
  code: ProblemCode;
  severity: "error" | "warning";
  nodeId?: string;
  edgeId?: string;
  /** Dotted path inside the node, such as `config.prompt`, `inputs.question` or `policy.timeoutMs`. */
  field?: string;
  params?: Record<string, string | number>;
}
