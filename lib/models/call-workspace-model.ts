// What a run calls models by: loads the model of a workspace and calls it through the guarded client. Server only.

import { callLanguageModel } from "../ai/call-model";
import type { ModelAnswer, ModelCall } from "../nodes/contract";
import { loadModel } from "./load-model";
import { callPorts } from "./provider-fetch";

/** Calls a model of a workspace, its default where the call names none. Throws AppError with a code of the list. */
export async function callWorkspaceModel(workspaceId: string, call: ModelCall): Promise<ModelAnswer> {
  return callLanguageModel(await loadModel(workspaceId, call.modelId), call, callPorts);
}
