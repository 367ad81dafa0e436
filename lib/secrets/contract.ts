// The endpoints of secrets: names that nodes may refer to as `secrets.NAME`. A value goes in and never comes out.

import { z } from "zod";
import { fieldNamePattern } from "../graph/schema";
import { defineOperation } from "../http/operation";

const name = z.string().regex(fieldNamePattern);
const value = z.string().min(1).max(20_000);
const description = z.string().max(500);
const params = z.object({ secretId: z.uuid() });

export const secretSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string(),
  /** How many nodes of drafts and versions name it. */
  uses: z.number().int(),
  /** The workflows of these nodes, by name. */
  workflows: z.array(z.object({ id: z.uuid(), name: z.string() })),
  lastUsedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type SecretView = z.infer<typeof secretSchema>;

export const newSecretSchema = z.object({ name, value, description: description.default("") });

/** A form's change: an empty value keeps the present one. */
export const secretChangeSchema = z.object({ value: z.string().max(20_000), description });

export const listSecrets = defineOperation({
  id: "listSecrets",
  method: "GET",
  path: "/secrets",
  tag: "Secrets",
  summary: "List secrets by name, without their values",
  allow: "secret.manage",
  result: z.object({ items: z.array(secretSchema) }),
});

export const createSecret = defineOperation({
  id: "createSecret",
  method: "POST",
  path: "/secrets",
  tag: "Secrets",
  summary: "Add a secret",
  allow: "secret.manage",
  body: newSecretSchema,
  result: secretSchema,
  status: 201,
  errors: ["name_taken"],
});

export const updateSecret = defineOperation({
  id: "updateSecret",
  method: "PATCH",
  path: "/secrets/{secretId}",
  tag: "Secrets",
  summary: "Replace the value of a secret, or describe it",
  description: "The name stays, because nodes refer to it.",
  allow: "secret.manage",
  params,
  body: z.object({ value: value.optional(), description: description.optional() }),
  result: secretSchema,
});

export const deleteSecret = defineOperation({
  id: "deleteSecret",
  method: "DELETE",
  path: "/secrets/{secretId}",
  tag: "Secrets",
  summary: "Delete a secret",
  description: "Nodes that still name it fail with secret_missing.",
  allow: "secret.manage",
  params,
});
