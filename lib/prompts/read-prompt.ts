// The text that a node of a run takes from a prompt, filled with its values. Versions never change, so what was read
// once is kept; what people typed as a value is never read as a text with braces. Server only.

import { readWorkspace } from "@/db/scope";
import { AppError } from "../shared/errors";
import type { JsonObject } from "../shared/json";
import { notePromptUse } from "./note-use";
import { fillPrompt, type PromptFault, type PromptVariable } from "./prompt-variable-rules";

export interface PromptReference {
  promptId: string;
  version: number | "latest";
}

interface StoredPrompt {
  name: string;
  number: number;
  template: string;
  variables: PromptVariable[];
}

/** Characters of texts that are kept, at most. */
const maxKept = 4_000_000;
const kept = new Map<string, StoredPrompt>();
let keptLength = 0;

const keyOf = (workspaceId: string, { promptId, version }: PromptReference) => `${workspaceId} ${promptId} ${version}`;

/** Forgets the texts of a prompt that was deleted in this process. */
export function forgetPrompt(workspaceId: string, promptId: string): void {
  for (const key of [...kept.keys()]) if (key.startsWith(`${workspaceId} ${promptId} `)) drop(key);
}

function drop(key: string): void {
  keptLength -= kept.get(key)?.template.length ?? 0;
  kept.delete(key);
}

function keep(key: string, prompt: StoredPrompt): void {
  drop(key);
  kept.set(key, prompt);
  keptLength += prompt.template.length;
  for (const oldest of kept.keys()) {
    if (keptLength <= maxKept) break;
    drop(oldest);
  }
}

async function read(workspaceId: string, { promptId, version }: PromptReference): Promise<StoredPrompt | undefined> {
  const number = version === "latest" ? null : version;
  const [row] = await readWorkspace(
    workspaceId,
    (client) => client<StoredPrompt[]>`
      select p.display_name as name, v.number, v.template, v.variables
      from prompt_templates p
      join prompt_template_versions v on v.workspace_id = p.workspace_id and v.prompt_template_id = p.id
        and case when ${number}::int is null then v.id = p.current_version_id else v.number = ${number}::int end
      where p.workspace_id = ${workspaceId} and p.id = ${promptId}`,
  );
  return row;
}

const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A version of a prompt; throws `prompt_missing`. */
async function loadPrompt(workspaceId: string, reference: PromptReference): Promise<StoredPrompt> {
  const key = keyOf(workspaceId, reference);
  const known = kept.get(key);
  if (known) {
    kept.delete(key);
    kept.set(key, known);
    return known;
  }
  const found = uuidPattern.test(reference.promptId) ? await read(workspaceId, reference) : undefined;
  if (!found) throw new AppError("prompt_missing", "The prompt that the node takes its text from is gone.");
  // Which version is the latest changes.
  if (reference.version !== "latest") keep(key, found);
  return found;
}

/** A sentence for whoever looks why a prompt could not be filled. */
export function explainFault({ code, name }: PromptFault): string {
  if (code === "value_missing") return `The variable ${name} has no value.`;
  if (code === "value_invalid") return `The value of ${name} is not what the variable holds.`;
  return "The text is too long with these values.";
}

/** The text of a version with its values; throws `prompt_missing`, and `node_failed` where a value is missing or unfit. */
export async function readPrompt(
  workspaceId: string,
  reference: PromptReference,
  values: JsonObject,
): Promise<{ text: string; name: string; number: number }> {
  const { name, number, template, variables } = await loadPrompt(workspaceId, reference);
  const filled = fillPrompt(template, variables, values);
  if (!filled.ok) {
    const details = filled.faults.map((fault) => ({
      // Where its values lie is known to whoever asks.
      path: fault.name,
      code: fault.code === "value_missing" ? "field_missing" : "field_invalid",
      message: explainFault(fault),
    }));
    const all = filled.faults.map(explainFault).join(" ");
    throw new AppError("node_failed", `The prompt ${name} (version ${number}) can't be filled. ${all}`, { details });
  }
  notePromptUse(reference.promptId);
  return { text: filled.text, name, number };
}
