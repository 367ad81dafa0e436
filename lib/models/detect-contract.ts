// The endpoints that ask what a model is and try what it does. Shared by the routes, the browser and the API document.

import { z } from "zod";
import { defineOperation } from "../http/operation";
import { parameterValuesSchema } from "../shared/parameter-values";
import { faultSchema, modelParams, providerParams } from "./contract";

export const detectModels = defineOperation({
  id: "detectModels",
  method: "POST",
  path: "/providers/{providerId}/detect",
  tag: "Models",
  summary: "Take over what a provider says of its models",
  description:
    "Windows, capabilities, prices and parameters, as far as its list of models tells of them; what people changed stays. `items` are the models that something was found out about.",
  allow: "model.manage",
  params: providerParams,
  result: z.object({
    /** Why it could not be asked; then only what is known here was taken over. */
    fault: faultSchema.nullable(),
    items: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        /** Names of the fields that are now other ones. */
        changed: z.array(z.string()),
      }),
    ),
  }),
});

export const tryModel = defineOperation({
  id: "tryModel",
  method: "POST",
  path: "/models/{modelId}/try",
  tag: "Models",
  summary: "Ask a model one question",
  description:
    "Through its routes, limits and budgets, as a run does. `parameters` that the model does not take are refused; what a provider failed at comes as `fault`.",
  allow: "model.manage",
  params: modelParams,
  body: z.object({
    question: z.string().trim().min(1).max(20_000),
    system: z.string().max(20_000).default(""),
    parameters: parameterValuesSchema.default({}),
  }),
  result: z.object({
    fault: faultSchema.nullable(),
    answer: z.string(),
    thought: z.string(),
    finishReason: z.string().nullable(),
    promptTokens: z.number(),
    completionTokens: z.number(),
    /** Null where no price is known. */
    cost: z.number().nullable(),
    currency: z.string().nullable(),
    totalMs: z.number(),
    /** What had to be waited for or was changed, in sentences. */
    notes: z.array(z.string()),
  }),
});
