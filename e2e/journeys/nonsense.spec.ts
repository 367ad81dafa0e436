// Programs that send nonsense: every operation of the API's own description gets thousands of bodies and addresses that
// nearly fit. Whatever comes, it is refused with a reason or done, and never breaks the server.

import fc from "fast-check";
import { createApiKey } from "@/lib/api-keys/contract";
import { expect, testAlone } from "../fixtures/journey";
import { nearly, type Schema, someId } from "../fixtures/make-nonsense";

const test = testAlone({ isSetUp: true });

interface Described {
  operationId: string;
  parameters?: { in: string; name: string; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
}

interface Description {
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, Schema> };
}

/** They would end what asks, or lock it out. */
const left = new Set(["signIn", "signOut", "endSession", "endAllSessions", "revokeApiKey"]);
/** Another server that is named can't be reached: the answer says so, and it is no fault of this one. */
const faultsElsewhere = new Set(["address_unreachable"]);
const asksOfEach = 25;
const seed = Number(process.env.WEFT_NONSENSE_SEED ?? 20_261);

interface Ask {
  method: string;
  path: string;
  body: unknown;
}

/** Everything that is asked, operations mixed, so that later ones find what earlier ones have made. */
function makeAsks({ paths, components }: Description): Ask[] {
  const asks = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { operationId, parameters = [], requestBody }]) => {
      if (left.has(operationId)) return [];
      const body = requestBody?.content["application/json"]?.schema;
      const inPath = parameters.filter((parameter) => parameter.in === "path");
      const inQuery = parameters.filter((parameter) => parameter.in === "query");
      const values = (of: typeof parameters) =>
        fc.record(Object.fromEntries(of.map(({ name, schema }) => [name, nearly(schema, components.schemas)])));
      const ask = fc.record({
        path: values(inPath),
        query: fc.option(values(inQuery)),
        body: body ? nearly(body, components.schemas) : fc.constant(undefined),
      });
      return fc.sample(ask, { seed, numRuns: asksOfEach }).map((made, turn) => {
        const filled = path.replace(/\{(\w+)\}/g, (_, name) => encode((made.path as Record<string, unknown>)[name]));
        const query = Object.entries(made.query ?? {}).map(([name, value]) => `${name}=${encode(value)}`);
        return { turn, method: method.toUpperCase(), path: `${filled}?${query.join("&")}`, body: made.body };
      });
    }),
  );
  return asks.sort((one, other) => one.turn - other.turn);
}

const encode = (value: unknown) => encodeURIComponent(String(value).toWellFormed().slice(0, 2_000));

/** Ids of what answers tell of, the latest first. */
function collectIds(value: unknown, ids: string[]): void {
  if (typeof value !== "object" || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    if (key === "id" && typeof part === "string") ids.unshift(part);
    else collectIds(part, ids);
  }
}

test("no nonsense breaks the server", async ({ api, site }) => {
  test.setTimeout(180_000);
  const { key } = await api.call(createApiKey, { body: { name: "Nonsense" } });
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
  const description = (await (await fetch(`${site.url}/api/v1/openapi.json`, { headers })).json()) as Description;
  const asks = makeAsks(description);
  expect(asks.length).toBeGreaterThan(2_000);

  const ids: string[] = [];
  const broken: string[] = [];
  let done = 0;
  const withIds = (text: string, at: number) => text.replaceAll(someId, ids[at % Math.min(ids.length, 60)] ?? someId);
  for (const [at, { method, path, body }] of asks.entries()) {
    const address = withIds(`${site.url}${path}`, at);
    const sent = body === undefined ? undefined : withIds(JSON.stringify(body), at * 7);
    const answer = await fetch(address, { method, headers, ...(sent === undefined ? {} : { body: sent }) });
    const text = await answer.text();
    if (answer.ok) done += 1;
    if (answer.ok && answer.headers.get("content-type") === "application/json") collectIds(JSON.parse(text), ids);
    const isProblem = answer.status >= 400;
    const code = isProblem ? (JSON.parse(text) as { code?: string }).code : undefined;
    const isOurFault = answer.status >= 500 && !faultsElsewhere.has(code ?? "");
    if (isOurFault || (isProblem && !code)) {
      broken.push(`${method} ${address.slice(0, 300)} ${sent?.slice(0, 300)} → ${answer.status} ${text.slice(0, 200)}`);
    }
  }
  expect(broken).toEqual([]);
  // Most of it is refused; were all of it, nothing would have been tried behind the door.
  expect(done).toBeGreaterThan(300);
});
