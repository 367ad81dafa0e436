// What the pages of the palette ask and tell. The palette itself is the workflows' query, so that the designer follows
// every change at once.

import { queryOptions } from "@tanstack/react-query";
import { type CallInput, callOperation } from "../http/client";
import {
  createNodeTemplate,
  listConfigFields,
  listTemplateUses,
  moveNodeTemplate,
  resetNodeTemplate,
  updateConfigField,
  updateNodeTemplate,
} from "./contract";

/** The dictionary of config fields. */
export function configFieldsQuery(workspace: string) {
  return queryOptions({
    queryKey: ["config-fields", workspace],
    queryFn: async ({ signal }) => (await callOperation(listConfigFields, { signal })).items,
  });
}

/** The drafts that use an entry. */
export function templateUsesQuery(workspace: string, code: string) {
  return queryOptions({
    queryKey: ["template-uses", workspace, code],
    queryFn: async ({ signal }) => (await callOperation(listTemplateUses, { params: { code }, signal })).items,
  });
}

export const createTemplate = (body: CallInput<typeof createNodeTemplate>["body"]) =>
  callOperation(createNodeTemplate, { body });
export const updateTemplate = (code: string, body: CallInput<typeof updateNodeTemplate>["body"]) =>
  callOperation(updateNodeTemplate, { params: { code }, body });
export const moveTemplate = (code: string, body: CallInput<typeof moveNodeTemplate>["body"]) =>
  callOperation(moveNodeTemplate, { params: { code }, body });
export const resetTemplate = (code: string) => callOperation(resetNodeTemplate, { params: { code } });
export const changeConfigField = (fieldKey: string, body: CallInput<typeof updateConfigField>["body"]) =>
  callOperation(updateConfigField, { params: { fieldKey }, body });
