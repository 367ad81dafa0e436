// What validation is told of the parameters of a workspace's models. Pure; shared by the server and the designer.

import type { ParameterSpecs } from "../shared/model-parameters";

interface Fact {
  id: string;
  /** Of the model that stands in where a node names none. */
  isDefault: boolean;
  parameters: ParameterSpecs;
}

/** Parameters by the ids of models, and those of the default under the empty id. */
export function parametersById(models: readonly Fact[]): ReadonlyMap<string, ParameterSpecs> {
  const byId = new Map<string, ParameterSpecs>(models.map(({ id, parameters }) => [id, parameters]));
  const standIn = models.find(({ isDefault }) => isDefault);
  if (standIn) byId.set("", standIn.parameters);
  return byId;
}
