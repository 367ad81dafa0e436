// The endpoints of secrets: names that nodes may refer to as `secrets.NAME`. A value goes in and never comes out.

import { z } from "zod";
import { fieldNamePattern } from "../graph/schema";
import { defineOperation } from "../http/operation";

const name = z.string().regex(fieldNamePattern, {
  error: "A name begins with a letter or underscore and has up to 63 letters, digits and underscores.",
});
/** Shorter values can't be told from other text, so that nothing could keep them out of logs. */
export const shortestSecret = 4;
const longestSecret = 65_536;
const value = z
  .string()
  .min(shortestSecret, { error: `A value has at least ${shortestSecret} characters.` })
  .max(longestSecret, { error: `A value has at most ${longestSecret} characters.` })
  .refine((text) => !text.includes("\0"), { error: "A value may not hold the character NUL." });
const description = z.string().max(500);
const params = z.object({ secretId: z.uuid() });

export const secretSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  description: z.string(),
  /** How many nodes of drafts and versions name it. */
  uses: z.number().int(),
  /** The workflows of these nodes, by name; where neither is true, only versions that are not live name it. */
  workflows: z.array(z.object({ id: z.uuid(), name: z.string(), inDraft: z.boolean(), isLive: z.boolean() })),
  /** The tools that sign in with it or send it, by name. */
  tools: z.array(z.object({ id: z.uuid(), name: z.string() })),
  lastUsedAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  /** Null where whoever added it is gone, or it was a program. */
  createdByName: z.string().nullable(),
  updatedAt: z.iso.datetime(),
  updatedByName: z.string().nullable(),
});
export type SecretView = z.infer<typeof secretSchema>;

export const newSecretSchema = z.object({ name, value, description: description.default("") });

/** A form's change: an empty value keeps the present one. */
export const secretChangeSchema = z.object({ value: z.union([z.literal(""), value]), description });

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
  description:
    "The name stays, because nodes refer to it. Runs that begin, or go on after a wait, use the new value; the earlier one is gone.",
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
  description:
    "Refused while a draft, a live version or a tool names it; `uses` of the answer says which. With `force` it is " +
    "deleted all the same, and what names it fails with secret_missing.",
  allow: "secret.manage",
  params,
  query: z.object({ force: z.literal("true").optional() }),
  errors: ["in_use"],
});

/** What keeps a secret from being deleted: versions that are not live do not. */
export function usesInTheWay({ workflows, tools }: Pick<SecretView, "workflows" | "tools">): { name: string }[] {
  return [...workflows.filter((one) => one.inDraft || one.isLive), ...tools];
}
