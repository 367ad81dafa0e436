// The endpoints that say how calls of a model are spread: further keys of a provider, and the models that answer for a
// model. Shared by the routes, the browser and the API document.

import { z } from "zod";
import { defineOperation } from "../http/operation";
import { modelKeyStatuses, modelStatuses, providerStatuses } from "../shared/statuses";
import { apiKeyText, limitsSchema, modelParams, pauseSchema, providerParams, useSchema } from "./contract";

const id = z.uuid();
const keyParams = providerParams.extend({ keyId: id });
const keyName = z.string().trim().min(1).max(100);
/** A share of calls in proportion to the others; 0 = only when no other is left. */
const weight = z.int().min(0).max(1000);

export const modelKeySchema = z.object({
  id,
  providerId: id,
  name: z.string(),
  /** The last four characters. */
  keyHint: z.string(),
  weight,
  limits: limitsSchema,
  status: z.enum(modelKeyStatuses),
  /** Why it is left alone at the moment; null = it is not. */
  pause: pauseSchema.nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type ModelKeyView = z.infer<typeof modelKeySchema>;

export const listProviderKeys = defineOperation({
  id: "listProviderKeys",
  method: "GET",
  path: "/providers/{providerId}/keys",
  tag: "Models",
  summary: "List a provider's further keys, the oldest first",
  description: "The provider's own key is part of the provider and takes its share with a weight of 1.",
  allow: "model.view",
  params: providerParams,
  result: z.object({ items: z.array(modelKeySchema) }),
});

export const createProviderKey = defineOperation({
  id: "createProviderKey",
  method: "POST",
  path: "/providers/{providerId}/keys",
  tag: "Models",
  summary: "Add a key to a provider",
  allow: "model.manage",
  params: providerParams,
  body: z.object({
    name: keyName,
    apiKey: apiKeyText,
    weight: weight.default(1),
    limits: limitsSchema.default({}),
  }),
  result: modelKeySchema,
  status: 201,
  errors: ["name_taken"],
});

export const updateProviderKey = defineOperation({
  id: "updateProviderKey",
  method: "PATCH",
  path: "/providers/{providerId}/keys/{keyId}",
  tag: "Models",
  summary: "Change a key of a provider",
  allow: "model.manage",
  params: keyParams,
  body: z.object({
    name: keyName.optional(),
    apiKey: apiKeyText.optional(),
    weight: weight.optional(),
    limits: limitsSchema.optional(),
    status: z.enum(modelKeyStatuses).optional(),
  }),
  result: modelKeySchema,
  errors: ["name_taken"],
});

export const deleteProviderKey = defineOperation({
  id: "deleteProviderKey",
  method: "DELETE",
  path: "/providers/{providerId}/keys/{keyId}",
  tag: "Models",
  summary: "Remove a key of a provider",
  allow: "model.manage",
  params: keyParams,
});

export const modelRouteSchema = z.object({
  /** The model that answers; the model itself may be one of them. */
  targetModelId: id,
  targetName: z.string(),
  providerId: id,
  providerName: z.string(),
  /** Lower ones are tried first; those of one priority share the calls by weight. */
  priority: z.int(),
  weight,
  isActive: z.boolean(),
  targetStatus: z.enum(modelStatuses),
  providerStatus: z.enum(providerStatuses),
  pause: pauseSchema.nullable(),
});
export type ModelRouteView = z.infer<typeof modelRouteSchema>;

export const listModelRoutes = defineOperation({
  id: "listModelRoutes",
  method: "GET",
  path: "/models/{modelId}/routes",
  tag: "Models",
  summary: "List the models that answer for a model, in the order in which they are tried",
  description: "Empty = the model answers for itself.",
  allow: "model.view",
  params: modelParams,
  result: z.object({ items: z.array(modelRouteSchema) }),
});

export const replaceModelRoutes = defineOperation({
  id: "replaceModelRoutes",
  method: "PUT",
  path: "/models/{modelId}/routes",
  tag: "Models",
  summary: "Say which models answer for a model",
  description:
    "All at once; an empty list lets it answer for itself. Each is of the same type and of the same workspace. Routes of the models that are named here are not followed.",
  allow: "model.manage",
  params: modelParams,
  body: z.object({
    routes: z
      .array(
        z.object({
          targetModelId: id,
          priority: z.int().min(0).max(100).default(0),
          weight: weight.default(1),
          isActive: z.boolean().default(true),
        }),
      )
      .max(20)
      .refine((routes) => new Set(routes.map(({ targetModelId }) => targetModelId)).size === routes.length, {
        error: "A model can be named once only.",
      }),
  }),
  result: z.object({ items: z.array(modelRouteSchema) }),
});

export const listModelUses = defineOperation({
  id: "listModelUses",
  method: "GET",
  path: "/models/{modelId}/uses",
  tag: "Models",
  summary: "Where a model is used",
  description: "Workflows whose draft or live version names it, and models for which it answers.",
  allow: "model.view",
  params: modelParams,
  result: z.object({
    workflows: z.array(useSchema),
    routes: z.array(z.object({ modelId: id, name: z.string() })),
  }),
});
