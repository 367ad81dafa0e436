// Everything that web, worker and commands read from the environment, judged in one place. Sentences, not stack traces:
// whoever reads them wrote the variable. Server only; must not know what the values are used for.

import { z } from "zod";

/** Values that documents and examples print; a key that everybody can read is none. */
const documentedValues = [
  /^change[-_ ]?me/i,
  /^example/i,
  /^replace[-_ ]/i,
  /^your[-_ ]/i,
  /^secret$/i,
  /^password$/i,
  /^<.*>$/,
];

const blankIsUnset = (value: unknown) => (typeof value === "string" && value.trim() === "" ? undefined : value);

function key(name: string) {
  return z
    .string({
      error: `${name} is missing. "npm start" makes one; elsewhere set it to the output of: openssl rand -base64 32`,
    })
    .min(32, `${name} is too short to be safe: use the output of: openssl rand -base64 32`)
    .refine((text) => !documentedValues.some((known) => known.test(text)) && new Set(text).size >= 8, {
      error: `${name} is an example value that everybody can read. Use your own: openssl rand -base64 32`,
    });
}

function wholeNumber(name: string, least: number, most: number, otherwise: number) {
  const error = `${name} must be a whole number from ${least} to ${most}.`;
  return z.coerce.number({ error }).int({ error }).min(least, { error }).max(most, { error }).default(otherwise);
}

function address(name: string, protocols: RegExp, example: string) {
  return z.url({ protocol: protocols, error: `${name} is not an address of the form ${example}.` });
}

function commaList() {
  return z
    .string()
    .default("")
    .transform((list) =>
      list
        .split(",")
        .map((part) => part.trim())
        .filter(Boolean),
    );
}

const variables = z.object({
  DATABASE_URL: z
    .string({ error: "DATABASE_URL is missing. Set it to postgresql://user:password@host:5432/database." })
    .pipe(address("DATABASE_URL", /^postgres(ql)?$/, "postgresql://user:password@host:5432/database")),
  WEFT_DATABASE_POOL: wholeNumber("WEFT_DATABASE_POOL", 2, 500, 10),
  WEFT_WORKER_RUNS: wholeNumber("WEFT_WORKER_RUNS", 1, 1_000, 50),
  WEFT_SECRET_KEY: key("WEFT_SECRET_KEY"),
  WEFT_PREVIOUS_SECRET_KEYS: commaList(),
  WEFT_ALLOW_HOSTS: commaList(),
  AUTH_SECRET: key("AUTH_SECRET"),
  WEFT_PUBLIC_URL: address("WEFT_PUBLIC_URL", /^https?$/, "https://weft.example.com").optional(),
  WEFT_TRUSTED_PROXIES: wholeNumber("WEFT_TRUSTED_PROXIES", 0, 10, 0),
  WEFT_HOME: z.string({ error: "WEFT_HOME is missing. Set it to a folder that files may be kept in." }),
  PORT: wholeNumber("PORT", 1, 65_535, 3000),
  WEFT_LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "silent"], {
      error: "WEFT_LOG_LEVEL must be one of trace, debug, info, warn, error, silent.",
    })
    .default("info"),
});

export interface Env {
  databaseUrl: string;
  /** Connections each process keeps at most. */
  databasePool: number;
  /** Runs a worker executes at a time. */
  workerRuns: number;
  secretKey: string;
  /** Keys that sealed older secrets, kept for reading while they are sealed anew. */
  previousSecretKeys: string[];
  authSecret: string;
  /** Hosts and networks inside the private ranges that nodes and providers may call, beside those of the settings. */
  allowHosts: string[];
  /** Where people reach this installation, without a slash at the end; localhost where nothing was configured. */
  publicUrl: string;
  /** Whether the public URL was configured, so that links in messages to others make sense. */
  publicUrlGiven: boolean;
  /** Reverse proxies in front of us whose forwarding header is believed. */
  trustedProxies: number;
  home: string;
  port: number;
  logLevel: "trace" | "debug" | "info" | "warn" | "error" | "silent";
}

/** What is wrong with the environment, a sentence a line. */
export class EnvError extends Error {
  override readonly name = "EnvError";
}

/** Judges the variables in `source`; throws EnvError naming every one that is wrong. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).map(([name, value]) => [name, blankIsUnset(value)]));
  const parsed = variables.safeParse(given);
  if (!parsed.success) {
    const first = new Map(parsed.error.issues.toReversed().map((issue) => [issue.path[0], issue.message]));
    throw new EnvError([...first.values()].join("\n"));
  }
  const found = parsed.data;
  return {
    databaseUrl: found.DATABASE_URL,
    databasePool: found.WEFT_DATABASE_POOL,
    workerRuns: found.WEFT_WORKER_RUNS,
    secretKey: found.WEFT_SECRET_KEY,
    previousSecretKeys: found.WEFT_PREVIOUS_SECRET_KEYS,
    authSecret: found.AUTH_SECRET,
    allowHosts: found.WEFT_ALLOW_HOSTS,
    publicUrl: (found.WEFT_PUBLIC_URL ?? `http://localhost:${found.PORT}`).replace(/\/+$/, ""),
    publicUrlGiven: found.WEFT_PUBLIC_URL !== undefined,
    trustedProxies: found.WEFT_TRUSTED_PROXIES,
    home: found.WEFT_HOME,
    port: found.PORT,
    logLevel: found.WEFT_LOG_LEVEL,
  };
}

let judged: Env | undefined;

/** This process's environment, judged at the first call: a build imports modules without having one. */
export function env(): Env {
  judged ??= readEnv(process.env);
  return judged;
}
