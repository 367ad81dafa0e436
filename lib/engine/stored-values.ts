// Values of the log that are too large to stand in it and lie elsewhere: read when something needs them, so that a run
// that goes on holds no more than one that was never interrupted. Knows by what they are read, not where they lie.

import type { PlanNode } from "../graph/plan";
import type { LargeMembers } from "../run-log/events";
import type { NodeState } from "../run-log/state";
import type { Json, JsonObject } from "../shared/json";
import type { EnginePorts } from "./ports";
import { type Read, readsOf } from "./reads";
import type { Run } from "./run";

/** What has to be there before a node starts, or goes on; null where all of it is. */
export function loadForStart(run: Run, path: string, plan: PlanNode): Promise<void> | null {
  const { start, end, turn } = readsOf(run.plan, plan);
  return new Loading(run)
    .inputsOf(path)
    .reads(prefixOf(path), [...start, ...end])
    .reads(`${path}[0]/`, turn)
    .decisions(path)
    .go();
}

/** What has to be there before the end of a node, or the start of a container, is followed once more. */
export function loadForReplay(run: Run, path: string, plan: PlanNode): Promise<void> | null {
  const { end, turn } = readsOf(run.plan, plan);
  const loading = new Loading(run).reads(prefixOf(path), end).decisions(path);
  if (plan.container) loading.inputsOf(path).reads(`${path}[0]/`, turn);
  // The outputs of the run are those of its ends.
  if (plan.role === "end") loading.reads(prefixOf(path), [{ nodeId: plan.id, member: null }]);
  return loading.go();
}

/** Reads what an ended activity has given. */
export async function loadOutputs(run: Run, node: NodeState): Promise<void> {
  await new Loading(run).outputsOf(node).go();
}

type Wanted = { node: NodeState; of: "inputs" | "outputs"; names: Set<string> };

class Loading {
  private readonly wanted = new Map<string, Wanted>();

  constructor(private readonly run: Run) {}

  /** What the nodes seen from a place are read for. */
  reads(prefix: string, reads: readonly Read[]): this {
    for (const { nodeId, member } of reads) {
      const node = this.seenFrom(prefix, nodeId);
      if (node && (node.seq ?? 0) <= this.run.horizon) this.want(node, "outputs", member);
    }
    return this;
  }

  outputsOf(node: NodeState): this {
    this.want(node, "outputs", null);
    return this;
  }

  inputsOf(path: string): this {
    const node = this.run.state.nodes.get(path);
    if (node) this.want(node, "inputs", null);
    return this;
  }

  /** What containers around a place decide by, and what follows when they end. */
  decisions(path: string): this {
    const { plan, state } = this.run;
    for (let prefix = prefixOf(path); prefix !== ""; ) {
      const containerPath = prefix.slice(0, prefix.lastIndexOf("["));
      const container = plan.nodes.get(state.nodes.get(containerPath)?.nodeId ?? "");
      const above = prefixOf(containerPath);
      if (container) {
        const { turn, end } = readsOf(plan, container);
        this.inputsOf(containerPath).reads(prefix, turn).reads(above, end);
      }
      prefix = above;
    }
    return this;
  }

  go(): Promise<void> | null {
    return this.wanted.size === 0 ? null : this.load();
  }

  private async load(): Promise<void> {
    // One after the other: each is held twice while it is read.
    for (const { node, of, names } of this.wanted.values()) {
      const large = node.large?.[of];
      const values = node[of];
      if (!large || !values) continue;
      const { whole, rest } = await restore(values, large, names, this.run.ports);
      node[of] = whole;
      const left = { ...node.large, [of]: rest };
      if (Object.keys(rest).length === 0) delete left[of];
      node.large = left;
      if (!left.inputs && !left.outputs) delete node.large;
    }
  }

  private want(node: NodeState, of: "inputs" | "outputs", member: string | null): void {
    const large = node.large?.[of];
    if (!large) return;
    for (const [name, { fileId }] of Object.entries(large)) {
      if (fileId === undefined || (member !== null && member !== name)) continue;
      const key = `${of} ${node.path}`;
      const known = this.wanted.get(key);
      if (known) known.names.add(name);
      else this.wanted.set(key, { node, of, names: new Set([name]) });
    }
  }

  private seenFrom(prefix: string, nodeId: string): NodeState | undefined {
    const { plan, state } = this.run;
    const parentId = plan.nodes.get(nodeId)?.node.parentId ?? null;
    for (let at = prefix; ; at = prefixOf(at)) {
      const containerId = at === "" ? null : at.slice(prefixOf(at).length, at.lastIndexOf("["));
      if (containerId === parentId) return state.nodes.get(at + nodeId);
      if (at === "") return undefined;
    }
  }
}

async function restore(values: JsonObject, large: LargeMembers, names: ReadonlySet<string>, ports: EnginePorts) {
  const read = new Map<string, Json>();
  for (const [name, value] of Object.entries(large)) {
    if (!names.has(name)) continue;
    if (!ports.readLarge) throw new Error("Nobody reads the large values of this run.");
    read.set(name, await ports.readLarge(value));
  }
  const members = Object.entries(values).map(([name, value]) => [name, read.get(name) ?? value] as const);
  return {
    whole: Object.fromEntries(members) as JsonObject,
    rest: Object.fromEntries(Object.entries(large).filter(([name]) => !read.has(name))),
  };
}

/** Of a path, or of a prefix that ends with a slash: what lies around it. */
function prefixOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/", path.length - 2) + 1);
}
