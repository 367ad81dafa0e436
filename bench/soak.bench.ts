// Whether a product that works for long takes more and more memory: `npm run bench -- soak --minutes 60`. Runs of many
// kinds at a steady rate against the product as it is started by everybody; what its processes take of the machine,
// every tenth of the time, how that grows, and what is left when nothing is asked of it any more.

import { setTimeout as sleep } from "node:timers/promises";
import { listMemory } from "./parts/memory";
import { type Product, withProduct } from "./parts/product";
import { soakKinds } from "./parts/soak-mix";
import { workSteadily } from "./parts/steady-rate";

// A bench that names WEFT_BENCH_WEB gets the web server built before it starts.
const minutes = Number(process.env.WEFT_BENCH_MINUTES ?? 3);
const perSecond = Number(process.env.WEFT_BENCH_RATE ?? 60);
const tenths = 10;
const samplesPerTenth = 6;

/** Megabytes by process at a moment. */
interface Sample {
  hours: number;
  MB: Map<string, number>;
}

function take(product: Product, begunAt: number): Sample {
  const MB = new Map(listMemory(product.child.pid ?? 0).map(({ process, MB }) => [process, MB]));
  MB.set(
    "all",
    [...MB.values()].reduce((sum, mb) => sum + mb, 0),
  );
  return { hours: (performance.now() - begunAt) / 3_600_000, MB };
}

const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;
const rounded = (value: number, digits = 0) => Number(value.toFixed(digits));
const valuesOf = (samples: readonly Sample[], name: string) => samples.map(({ MB }) => MB.get(name) ?? 0);

/** By how much the values grow in an hour: the slope of the straight line that fits them best. */
function growthAnHour(samples: readonly Sample[], name: string): number {
  const [hours, MB] = [samples.map((sample) => sample.hours), valuesOf(samples, name)];
  const [meanHours, meanMb] = [mean(hours), mean(MB)];
  const sum = (term: (i: number) => number) => hours.reduce((total, _, i) => total + term(i), 0);
  const spread = sum((i) => ((hours[i] ?? 0) - meanHours) ** 2);
  return sum((i) => ((hours[i] ?? 0) - meanHours) * ((MB[i] ?? 0) - meanMb)) / spread;
}

/** Every kind's workflow, published. */
async function publishKinds({ call }: Product): Promise<string[]> {
  const ids: string[] = [];
  for (const { name, graph } of soakKinds) {
    const { id } = await call<{ id: string }>("POST", "/workflows", { name, graph });
    const { revision } = await call<{ revision: number }>("GET", `/workflows/${id}/draft`);
    await call("POST", `/workflows/${id}/versions`, { revision, versionType: "minor" });
    ids.push(id);
  }
  return ids;
}

/** Picks a kind by its share: everybody's soak has the same order. */
function kindOf(n: number): number {
  // Steps of the golden ratio: spread evenly, whatever stretch of them is looked at.
  let at = ((n * 0.6180339887) % 1) * 100;
  const found = soakKinds.findIndex(({ share }) => {
    at -= share;
    return at < 0;
  });
  return Math.max(found, 0);
}

/** Runs that have not ended well, once nothing is on its way any more. */
async function countLeft({ call }: Product) {
  const count = async (status: string) => {
    const { items } = await call<{ items: unknown[] }>("GET", `/runs?status=${status}&limit=100`);
    return items.length;
  };
  const until = performance.now() + 60_000;
  const open = async () => (await count("pending")) + (await count("running")) + (await count("paused"));
  while ((await open()) > 0 && performance.now() < until) await sleep(500);
  return { "not ended": await open(), failed: await count("failed") };
}

/** Soaks one product and tells what it took. */
export function run() {
  return withProduct(async (product) => {
    const workflows = await publishKinds(product);
    const before = take(product, performance.now());
    const begunAt = performance.now();
    const work = workSteadily(perSecond, async (n) => {
      const at = kindOf(n);
      await soakKinds[at]?.once(product, workflows[at] ?? "", `Question ${n}`);
    });
    const samples: Sample[] = [];
    const rows = [];
    for (let tenth = 1; tenth <= tenths; tenth++) {
      const begun = work.counts.begun;
      for (let i = 1; i <= samplesPerTenth; i++) {
        const due = begunAt + (((tenth - 1) * samplesPerTenth + i) * minutes * 60_000) / (tenths * samplesPerTenth);
        await sleep(Math.max(0, due - performance.now()));
        samples.push(take(product, begunAt));
      }
      const here = samples.slice(-samplesPerTenth);
      const row = {
        minute: rounded((minutes * tenth) / tenths, 1),
        "runs a second": rounded((work.counts.begun - begun) / ((minutes * 60) / tenths), 1),
        failed: work.counts.failed,
        "left out": work.counts.leftOut,
        ...Object.fromEntries([...before.MB.keys()].map((name) => [`${name} MB`, rounded(mean(valuesOf(here, name)))])),
      };
      rows.push(row);
      console.log(
        Object.entries(row)
          .map(([name, value]) => `${name} ${value}`)
          .join(" · "),
      );
    }
    await work.stop();
    const left = await countLeft(product);
    await sleep(Math.min(60_000, minutes * 6_000));
    const after = take(product, begunAt);
    const third = Math.floor(samples.length / 3);
    const memory = [...before.MB.keys()].map((process) => {
      const [first, last] = [samples.slice(0, third), samples.slice(-third)].map((part) =>
        mean(valuesOf(part, process)),
      );
      return {
        process,
        "MB before": before.MB.get(process) ?? 0,
        "peak MB": Math.max(...valuesOf(samples, process)),
        "last third to first": rounded((last ?? 0) / (first ?? 1), 2),
        "MB an hour, second half": rounded(growthAnHour(samples.slice(samples.length / 2), process), 1),
        "MB at rest": after.MB.get(process) ?? 0,
      };
    });
    return {
      "Every tenth": rows,
      Memory: memory,
      Runs: [
        {
          begun: work.counts.begun,
          ...left,
          failures: work.counts.failed,
          "first faults": work.counts.faults.join("; "),
        },
      ],
    };
  });
}
