// Everything that goes on in a scope, through all containers in it, in the order of speaking. Lists only; without
// recursion, however deep containers lie in each other.

import type { ContainerRun } from "./container-run";
import type { ScopeRun } from "./scope-run";
import type { Task } from "./task";

interface Inside {
  /** Scopes, outer ones before those in them. */
  scopes: { scope: ScopeRun }[];
  tasks: { task: Task }[];
  /** Containers, outer ones before those in them. */
  containers: { container: ContainerRun }[];
}

type Part = { scope: ScopeRun } | { task: Task } | { container: ContainerRun };

/** What of the tasks and containers at work lies in a scope. */
export function listInside(scope: ScopeRun, live: Iterable<Task>, open: Iterable<ContainerRun>): Inside {
  const tasks = Map.groupBy(live, (task) => task.scope);
  const containers = Map.groupBy(open, (container) => container.task.scope);
  const inside: Inside = { scopes: [], tasks: [], containers: [] };
  const left: Part[] = [{ scope }];
  for (let part = left.pop(); part; part = left.pop()) {
    if ("task" in part) {
      inside.tasks.push(part);
    } else if ("container" in part) {
      inside.containers.push(part);
      const turns = [...part.container.open].sort((a, b) => b[0] - a[0]);
      for (const [, turn] of turns) left.push({ scope: turn });
    } else {
      inside.scopes.push(part);
      const parts: { index: number; part: Part }[] = [];
      for (const task of tasks.get(part.scope) ?? []) parts.push({ index: task.plan.index, part: { task } });
      for (const container of containers.get(part.scope) ?? []) {
        parts.push({ index: container.task.plan.index, part: { container } });
      }
      for (const { part: one } of parts.sort((a, b) => b.index - a.index)) left.push(one);
    }
  }
  return inside;
}
