// Every closed list of words that a row can hold, written once: the database checks them, contracts and pages read
// them. Lists that the graph or the log of a run define live with those. Knows no table.

// people and tenancy
export const userStatuses = ["active", "inactive", "suspended", "deleted"] as const;
export const resourceTypes = ["agent", "workflow", "dataset", "tool", "dashboard"] as const;
export const accessLevels = ["view", "run", "edit"] as const;

// agents
export const agentTypes = ["functional", "specialist", "composite"] as const;
export const agentVisibilities = ["private", "internal", "public"] as const;
export const lifecycleStates = ["draft", "testing", "published", "maintenance", "offline"] as const;
export type LifecycleState = (typeof lifecycleStates)[number];
export const environments = ["test", "staging", "production"] as const;
export const deploymentStatuses = ["active", "superseded", "rolled_back", "failed"] as const;

// workflows
export const workflowStatuses = ["draft", "published", "archived"] as const;
export type WorkflowStatus = (typeof workflowStatuses)[number];
export const workflowSources = ["native", "dify", "n8n", "coze", "file"] as const;
export const referenceKinds = ["model", "tool", "dataset", "prompt", "secret", "workflow", "agent"] as const;
export type ReferenceKind = (typeof referenceKinds)[number];
export const versionTypes = ["major", "minor", "patch"] as const;
export type VersionType = (typeof versionTypes)[number];
export const versionStates = ["testing", "released", "deprecated"] as const;

// runs
export const runKinds = ["ask", "greeting", "system", "task"] as const;
export const runTriggers = ["chat", "manual", "api", "schedule", "webhook", "event", "subflow", "resume"] as const;
export type RunTrigger = (typeof runTriggers)[number];
export const processKinds = ["web", "worker", "cli"] as const;
export type ProcessKind = (typeof processKinds)[number];
export const approvalStatuses = ["pending", "approved", "rejected", "expired", "cancelled"] as const;
export type ApprovalStatus = (typeof approvalStatuses)[number];
/** Approvals have a table of their own. */
export const waitKinds = ["time", "event", "run", "breakpoint"] as const;
export const taskStatuses = ["pending", "running", "succeeded", "failed", "cancelled"] as const;
export type TaskStatus = (typeof taskStatuses)[number];

// conversations
export const conversationStatuses = ["active", "ended", "timeout", "error", "archived", "deleted"] as const;
export const resolutions = ["resolved", "unresolved", "escalated"] as const;
export const ratings = ["like", "dislike"] as const;
export const annotationTypes = ["correction", "note", "label"] as const;

// models
export const providerKinds = [
  "openai",
  "anthropic",
  "google",
  "azure",
  "ollama",
  "openai-compatible",
  "builtin",
] as const;
export type ProviderKind = (typeof providerKinds)[number];
export const providerStatuses = ["unchecked", "ready", "failing", "disabled"] as const;
export type ProviderStatus = (typeof providerStatuses)[number];
export const modelTypes = ["chat", "embedding", "rerank"] as const;
export const modelKeyStatuses = ["active", "disabled"] as const;
export const modelStatuses = ["active", "beta", "deprecated", "maintenance", "disabled"] as const;
export type ModelStatus = (typeof modelStatuses)[number];

// tools
export const toolTransports = ["stdio", "http", "sse"] as const;
export const toolServerStatuses = ["unchecked", "ready", "failing", "disabled"] as const;
export const toolKinds = ["mcp", "http", "openapi", "code", "builtin"] as const;
export const toolVisibilities = ["private", "shared"] as const;
/** A draft is its owner's; pending waits for an administrator; approved may be used by whoever sees it. */
export const toolStatuses = ["draft", "pending", "approved", "rejected"] as const;
export type ToolStatus = (typeof toolStatuses)[number];
export const toolServerAuths = ["none", "headers", "oauth"] as const;
/** When somebody has to approve a call before it is made: see the tool's rule, or what its server says of it. */
export const toolApprovals = ["never", "always", "rule", "destructive"] as const;
export type ToolApproval = (typeof toolApprovals)[number];

// observability
export const callKinds = ["model", "tool", "agent", "api"] as const;
export const budgetSubjects = ["workspace", "agent", "user"] as const;
export const budgetPeriods = ["day", "month"] as const;
export const callStatuses = ["success", "error", "timeout", "cancelled"] as const;
export const auditEventTypes = ["create", "update", "delete", "login", "logout", "access"] as const;
export type AuditEventType = (typeof auditEventTypes)[number];
export const actorTypes = ["user", "end_user", "api_key", "system"] as const;
export type ActorType = (typeof actorTypes)[number];
export const auditResults = ["success", "failure", "partial"] as const;
export type AuditResult = (typeof auditResults)[number];
export const riskLevels = ["low", "medium", "high", "critical"] as const;
export type RiskLevel = (typeof riskLevels)[number];

// platform
export const settingTypes = ["string", "number", "boolean", "object", "array"] as const;

/** Where a file comes from. */
export const fileKinds = ["upload", "run"] as const;
