// Who may import whom, as dependency-cruiser rules; the reason of each is what a violation prints.
// `sees: "values"`: imports that exist at run time; `sees: "types"`: those of types too.
// Paths are those of the checkout with every source ending in `.js`.

const TEST = String.raw`\.(test|db\.test|test-support)\.js$|/testing/`;

/** Features from the ground up: each may use what stands on its own line or below. */
const LINE = [
  ["auth", "api-keys", "workspaces", "audit", "settings", "files", "calls", "usage", "budgets"],
  ["models", "tools", "tool-servers", "knowledge", "prompts", "secrets"],
  ["workflows", "node-templates"],
  ["runs"],
  ["agents", "approvals", "waits"],
  ["conversations", "automation", "monitoring"],
];
const FEATURES = LINE.flat().join("|");
const PURE = "graph|run-log|engine|expressions";
/** What features are built with; it knows none of them. */
const GROUND = ["ai", "i18n", "installation", "mcp", "net", "processes", "sandbox", "vault"];

/** Every folder of lib that has a place in the rules below. */
export const placedFolders = [...LINE.flat(), ...PURE.split("|"), ...GROUND, "cli", "http", "nodes", "shared"];

/** What a browser loads first: everything reachable from here is sent to people. */
const BROWSER = [
  "^components/",
  "^lib/(http/client|query)\\.js$",
  `^lib/(${FEATURES})/(contract|policy|client|[^/]+-contract)\\.js$`,
  "^lib/(graph|run-log|expressions)/",
  "^lib/nodes/(catalogue|forms)\\.js$",
  "^lib/nodes/[^/]+/(definition|form)\\.js$",
];
const SERVER = [
  "^db/",
  "^lib/(ai|mcp|net|vault|sandbox|queue|engine|processes)/",
  "^lib/(env|log|worker|cli)\\.js$",
  "^lib/[^/]+/(queries|commands)(\\.js$|/)",
  "^lib/nodes/(executors\\.js$|[^/]+/executor\\.js$)",
  "(^|node_modules/)(drizzle-orm|postgres|pino|undici|@node-rs|run|ai|@ai-sdk|@modelcontextprotocol)(/|$)",
];
const NODE_CORE = ["core"];

const upward = LINE.slice(0, -1).map((level, at) => ({
  name: `line-${level[0]}`,
  comment: `Features form a line (conversations, automation → agents → runs → workflows → models, tools, knowledge → auth): ${level.join(", ")} may not know those above, or every change above breaks what everything stands on. Pass a function in, or move the shared part down.`,
  sees: "types",
  from: { path: `^lib/(${level.join("|")})/`, pathNot: TEST },
  to: {
    path: `^lib/(${LINE.slice(at + 1)
      .flat()
      .join("|")})/`,
  },
}));

/** @param {string[]} clients files that open with "use client", found by whoever runs the rules */
export const rules = (clients) => [
  {
    name: "no-cycle",
    comment:
      "Modules in a circle can only be understood, tested and loaded together. Move what both need into a third.",
    sees: "types",
    from: {},
    to: { circular: true },
  },
  {
    name: "imports-exist",
    comment: "An import of our own that leads nowhere is a rename that was not finished.",
    sees: "values",
    from: {},
    to: { couldNotResolve: true, path: "^(\\.|app/|components/|db/|lib/)", pathNot: "\\.(css|svg|png|json)$" },
  },
  {
    name: "shared-imports-nothing",
    comment: "lib/shared is the ground under everything; what it imported, everything would import.",
    sees: "types",
    from: { path: "^lib/shared/", pathNot: TEST },
    to: { path: "^(app|components|db|e2e|lib)/", pathNot: "^lib/shared/" },
  },
  {
    name: "pure-stays-pure",
    comment:
      "Graph, run log, engine and expressions run the same in browser, server and tests: they may know each other and lib/shared, nothing else of ours, no node type above all.",
    sees: "types",
    from: { path: `^lib/(${PURE})/`, pathNot: TEST },
    to: { path: "^(app|components|db|e2e|lib|proxy|instrumentation)", pathNot: `^lib/(${PURE}|shared)/` },
  },
  {
    name: "pure-without-frameworks",
    comment: "Graph, run log, engine and expressions are plain logic: no framework, no database, no model library.",
    sees: "types",
    from: { path: `^lib/(${PURE})/`, pathNot: TEST },
    to: { path: "(^|node_modules/)(next|next-intl|react|react-dom|drizzle-orm|postgres|ai|@ai-sdk|undici|pino)(/|$)" },
  },
  {
    name: "pure-without-the-machine",
    comment:
      "The fold, graphs and expressions are loaded by browsers, and the engine meets files, network and time through its ports alone.",
    sees: "values",
    from: { path: `^lib/(${PURE})/`, pathNot: TEST },
    to: { dependencyTypes: NODE_CORE },
  },
  {
    name: "nodes-are-strangers",
    comment:
      "A node type is one folder that can be read, copied and removed alone. What two share belongs beside the folders, as the loop of agents does, or into lib/shared.",
    sees: "types",
    from: { path: "^lib/nodes/([^/]+)/" },
    to: { path: "^lib/nodes/([^/]+)/", pathNot: "^lib/nodes/($1|agent-loop)/" },
  },
  {
    name: "executors-see-ctx",
    comment:
      "An executor sees the world through ctx alone: then time limits, secrets, address rules and tests hold for every node type.",
    sees: "types",
    from: { path: "^lib/nodes/", pathNot: TEST },
    to: {
      path: `^(app|components|db|e2e)/|^lib/(ai|net|vault|sandbox|queue|processes|http|i18n|${FEATURES})/|^lib/(env|log|worker|cli)\\.js$`,
      pathNot: "^components/ui/|^lib/i18n/",
    },
  },
  {
    name: "definitions-run-anywhere",
    comment:
      "Definitions are read by the browser, the server and the database's seed: no executor, no form and nothing of Node.js in them.",
    sees: "values",
    from: { path: "^lib/nodes/([^/]+/definition|catalogue)\\.js$" },
    to: { path: "^lib/nodes/(executors\\.js$|[^/]+/(executor|form)\\.js$)|^components/" },
  },
  {
    name: "browser-gets-no-server",
    comment:
      "Nothing that the browser loads reaches db, executors, queries, commands, keys or models, over any number of imports: it would ship secrets' code and megabytes. Import the feature's contract, policy or client; a server action comes as a prop from its page.",
    sees: "values",
    from: { path: [...BROWSER, ...clients], pathNot: TEST },
    to: { reachable: true, path: SERVER },
  },
  {
    name: "browser-gets-no-node-core",
    comment: "Files that the browser loads import nothing of Node.js itself.",
    sees: "values",
    from: { path: [...BROWSER, ...clients], pathNot: TEST },
    to: { dependencyTypes: NODE_CORE },
  },
  ...upward,
  {
    name: "ground-knows-no-feature",
    comment:
      "Model calls, the guarded network, the sandbox, keys and processes serve every feature; what they need of one is passed in.",
    sees: "types",
    from: { path: `^lib/(${GROUND.join("|")})/`, pathNot: TEST },
    to: { path: `^(app|components|e2e)/|^lib/(${FEATURES}|cli)/` },
  },
  {
    name: "components-through-doors",
    comment:
      "Components use ui, graph, run log, the node catalogue and forms, and a feature's contract, policy and client: its other files may change any day.",
    sees: "types",
    from: { path: "^components/", pathNot: TEST },
    to: {
      path: [`^lib/(${FEATURES})/`, "^(app|db|e2e)/"],
      pathNot: `^lib/(${FEATURES})/(contract|policy|client|permissions|[^/]+-(client|contract|rules))\\.js$`,
    },
  },
  {
    name: "ui-knows-no-product",
    comment: "components/ui are primitives: with a product word in them they can't be used for the next thing.",
    sees: "types",
    from: { path: "^components/ui/", pathNot: TEST },
    to: { path: "^(app|db|e2e)/|^components/(?!ui/)|^lib/", pathNot: "^lib/(shared|i18n)/" },
  },
  {
    name: "routes-call-features",
    comment:
      "Pages and handlers parse, allow, call one function and respond. What touches the database, the engine or a model is a feature's command or query, where permissions and transactions are.",
    sees: "types",
    // A test may put rows behind an endpoint before it calls it.
    from: { path: "^app/", pathNot: TEST },
    to: {
      path: "^db/|^lib/(engine|ai|net|vault|sandbox|queue)/|(^|node_modules/)(drizzle-orm|postgres|@ai-sdk|ai)(/|$)",
    },
  },
  {
    name: "app-is-the-end",
    comment: "app holds addresses; nothing is built on an address. Move what is shared into components or a feature.",
    sees: "types",
    // A feature's test may call the feature through its endpoint.
    from: { pathNot: `^app/|${TEST}` },
    to: { path: "^app/" },
  },
  {
    name: "db-is-the-bottom",
    comment:
      "The schema knows no feature: it may use shared values, types of a graph, the list of permissions and the environment.",
    sees: "types",
    from: { path: "^db/", pathNot: TEST },
    to: {
      path: "^(app|components|e2e)/|^lib/",
      pathNot: "^lib/(shared|graph|run-log)/|^lib/auth/permissions\\.js$|^lib/(env|log)\\.js$",
    },
  },
  {
    name: "tests-are-leaves",
    comment: "Tests and what only tests need never reach the product.",
    sees: "types",
    from: { path: "^(app|components|db|lib)/", pathNot: TEST },
    to: { path: `${TEST}|^e2e/|(^|node_modules/)(vitest|@playwright|fast-check|@testing-library|happy-dom)(/|$)` },
  },
];
