// A designer around one node that nobody stores, so that presets are typed into the same controls as on the canvas.

import { createCanvas } from "@/components/canvas/canvas-store";
import type { Designer } from "@/components/canvas/designer-context";
import { openDraft } from "@/components/canvas/draft-store";
import { createNodeKinds } from "@/components/canvas/node-kinds";
import { createProblemList } from "@/components/canvas/problem-list";
import { createRunView } from "@/components/canvas/run-view";
import { openTrial } from "@/components/canvas/trial";
import { createView } from "@/components/canvas/view-store";
import { emptyGraph, type GraphNode } from "@/lib/graph/schema";
import { catalogue, definitionOf } from "@/lib/nodes/catalogue";
import { newNode } from "@/lib/nodes/new-node";
import type { NodeTemplateView } from "@/lib/workflows/contract";

export const scratchId = "preset";

/** The node that an entry of the palette would make; null where this code does not know its type. */
function nodeOf(template: NodeTemplateView): GraphNode | null {
  const definition = definitionOf(template.type);
  if (!definition) return null;
  const { config, inputs, outputs, renderMode } = template.initial;
  const node = newNode(definition, { id: scratchId, name: template.code, position: { x: 0, y: 0 } }, { renderMode });
  // What travelled as JSON has no members that are undefined.
  return { ...node, config, inputs: inputs as GraphNode["inputs"], outputs: outputs as GraphNode["outputs"] };
}

/** Makes the designer; it saves nothing and checks nothing. */
export function makeScratch(workspace: string, template: NodeTemplateView): Designer {
  const node = nodeOf(template);
  const graph = { ...emptyGraph(), nodes: node ? [node] : [] };
  const draft = openDraft(
    { revision: 0, graph },
    {
      catalogue,
      send: async (revision) => ({ revision: revision + 1 }),
      load: async () => ({ revision: 0, graph }),
      keeper: { read: () => null, keep: () => undefined, clear: () => undefined },
      now: Date.now,
      // What is never sent has nothing to wait for.
      later: () => () => undefined,
    },
  );
  const nothing = { getItem: () => null, setItem: () => undefined };
  const moment = new Date(0).toISOString();
  return {
    workspace,
    workflow: {
      ...{
        id: "",
        name: template.code,
        slug: "",
        description: "",
        status: "draft" as const,
        revision: 0,
        nodeCount: 1,
      },
      ...{ publishedNumber: null, publishedVersionId: null, agentId: null, updatedByName: null },
      ...{ createdAt: moment, updatedAt: moment },
    },
    may: { edit: true, publish: false, run: false },
    draft,
    canvas: createCanvas(),
    view: createView(),
    problems: createProblemList(catalogue),
    run: createRunView(),
    trial: openTrial("", nothing),
    kinds: createNodeKinds([]),
    edit: (edits, key) => draft.edit(edits, key) === null,
  };
}
