// Which word names which number of a model.

import type { Messages } from "@/lib/i18n/namespaces";
import type { NumberField } from "./number-fields";

export const numberLabels = {
  contextWindow: "context",
  maxTokens: "maxTokens",
  inputPrice: "inputPrice",
  outputPrice: "outputPrice",
  cachedPrice: "cachedPrice",
} as const satisfies Record<NumberField, keyof Messages["models"]["editModel"]>;
