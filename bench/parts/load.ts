// Clients that do one thing again and again, each waiting for its answer before it asks anew; what that gives in things
// a second and in waiting.

export interface Load {
  clients: number;
  /** How long, in seconds. */
  seconds: number;
}

export interface Measured {
  clients: number;
  "a second": number;
  "p50 ms": number;
  "p95 ms": number;
  "p99 ms": number;
}

const rounded = (value: number, digits = 1) => Number(value.toFixed(digits));

/** The value below which this part of the sorted numbers lies. */
export function percentile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** Lets the clients work for the given time and tells what they got. */
export async function measureLoad(
  { clients, seconds }: Load,
  once: (client: number) => Promise<void>,
): Promise<Measured> {
  const waits: number[] = [];
  const begun = performance.now();
  const until = begun + seconds * 1000;
  const work = async (client: number) => {
    for (let now = performance.now(); now < until; ) {
      await once(client);
      const after = performance.now();
      waits.push(after - now);
      now = after;
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, client) => work(client)));
  const took = (performance.now() - begun) / 1000;
  waits.sort((a, b) => a - b);
  return {
    clients,
    "a second": Math.round(waits.length / took),
    "p50 ms": rounded(percentile(waits, 0.5)),
    "p95 ms": rounded(percentile(waits, 0.95)),
    "p99 ms": rounded(percentile(waits, 0.99)),
  };
}
