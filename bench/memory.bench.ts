// Whether what a worker holds is bounded by what a run may hold, and not by what the run does: loops and iterations
// whose turns give a megabyte each, few turns beside many, and outputs that are far too large. What counts is the
// most that the kernel ever saw of the process.

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Graph } from "@/lib/graph/schema";
import { graphOf } from "@/lib/runs/testing/graphs";
import { type Product, withProduct } from "./parts/product";

// A bench that names WEFT_BENCH_WEB gets the web server built before it starts.
const fewTurns = 50;
const manyTurns = 200;

interface RunAnswer {
  id: string;
  status: string;
  error: { code: string; message: string } | null;
}

/** A megabyte of text, another one in each turn. */
const megabyte = (turn: string) => `${turn}${"{{ start.query }}".repeat(10)}`;

const loopOf = (turns: number) =>
  graphOf(
    {
      start: { type: "start" },
      again: {
        type: "loop",
        config: { maxTurns: turns, next: [{ name: "size", value: "{{ length(text.text) }}" }] },
        inputs: [{ name: "size", type: "number", value: 0 }],
      },
      text: { type: "template", parentId: "again", config: { text: megabyte("{{ again.index }}") } },
      end: { type: "end", inputs: [{ name: "size", type: "number", value: "{{ again.size }}" }] },
    },
    ["start -> again", "again -> end"],
  );

const iterationOf = (turns: number, output = "{{ length(text.text) }}") =>
  graphOf(
    {
      start: { type: "start" },
      each: {
        type: "iteration",
        config: { output, parallel: 4 },
        inputs: [
          {
            name: "items",
            type: "array",
            required: true,
            isSystem: true,
            value: Array.from({ length: turns }, (_, i) => i),
          },
        ],
      },
      text: { type: "template", parentId: "each", config: { text: megabyte("{{ each.index }}") } },
      end: { type: "end", inputs: [{ name: "sizes", type: "array", value: "{{ each.results }}" }] },
    },
    ["start -> each", "each -> end"],
  );

const tooLarge = graphOf(
  {
    start: { type: "start" },
    text: { type: "template", config: { text: megabyte("").repeat(100) } },
    end: { type: "end" },
  },
  ["start -> text", "text -> end"],
);

/** The process of the worker below the one that was started. */
function findWorker(top: number): number {
  const rows = execFileSync("ps", ["-eo", "pid=,ppid=,args="], { encoding: "utf8" })
    .split("\n")
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line));
  const found = [top];
  for (const pid of found) {
    for (const row of rows) if (Number(row?.[2]) === pid) found.push(Number(row?.[1]));
  }
  const worker = rows.find((row) => found.includes(Number(row?.[1])) && /worker\.mjs/.test(row?.[3] ?? ""));
  if (!worker) throw new Error("There is no worker.");
  return Number(worker[1]);
}

const megabytesOf = (pid: number, name: string) =>
  Math.round(
    Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024,
  );

async function publish({ call }: Product, name: string, graph: Graph): Promise<string> {
  const { id } = await call<{ id: string }>("POST", "/workflows", { name, graph });
  const { revision } = await call<{ revision: number }>("GET", `/workflows/${id}/draft`);
  await call("POST", `/workflows/${id}/versions`, { revision, versionType: "minor" });
  return id;
}

/** Lets a worker execute a run, and tells the most that it took meanwhile. */
async function measure(product: Product, worker: number, name: string, graph: Graph) {
  const workflowId = await publish(product, name, graph);
  await sleep(2_000);
  // The kernel's record of the most begins anew.
  writeFileSync(`/proc/${worker}/clear_refs`, "5");
  const before = megabytesOf(worker, "VmRSS");
  const begun = performance.now();
  const query = "x".repeat(100_000);
  let run = await product.call<RunAnswer>("POST", `/workflows/${workflowId}/runs`, { query, respond: "async" });
  while (["pending", "running"].includes(run.status)) {
    await sleep(50);
    run = await product.call<RunAnswer>("GET", `/runs/${run.id}`);
  }
  const most = megabytesOf(worker, "VmHWM");
  return {
    run: name,
    status: run.error?.code ?? run.status,
    seconds: Number(((performance.now() - begun) / 1000).toFixed(1)),
    "MB before": before,
    "MB at most": most,
    "MB more": most - before,
    message: run.error?.message.slice(0, 80) ?? "",
  };
}

/** Measures one run after the other in the same worker. */
export function run() {
  return withProduct(async (product) => {
    const worker = findWorker(product.child.pid ?? 0);
    const rows = [];
    // The first one warms the worker up.
    for (const [name, graph] of [
      ["2 turns", loopOf(2)],
      [`loop, ${fewTurns} × 1 MB`, loopOf(fewTurns)],
      [`loop, ${manyTurns} × 1 MB`, loopOf(manyTurns)],
      [`iteration, ${fewTurns} × 1 MB`, iterationOf(fewTurns)],
      [`iteration, ${manyTurns} × 1 MB`, iterationOf(manyTurns)],
      ["one text of 100 MB", tooLarge],
      ["results of 100 MB", iterationOf(100, "{{ text.text }}")],
    ] as const) {
      rows.push(await measure(product, worker, name, graph));
    }
    return rows;
  });
}
