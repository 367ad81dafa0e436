// The provider that needs no key and is no language model: every installation has it under these ids, so that graphs
// can be tried before a model is connected.

export const builtInProvider = { id: "01900000-0000-7000-8000-000000000001", name: "Built-in" } as const;
export const builtInModel = {
  id: "01900000-0000-7000-8000-000000000002",
  name: "built-in/fixed-rules",
  displayName: "Fixed rules",
  modelId: "fixed-rules",
} as const;
