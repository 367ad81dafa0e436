// Makes what is written to a process log fit for whoever reads logs: credentials are known by where they stand (in
// addresses, in headers, behind the prefixes that keys have), and of errors only what helps is kept. Pure.

const hidden = "[hidden]";

const patterns: [RegExp, string][] = [
  // Name and password in an address.
  [/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@"'<>]+@/gi, `$1${hidden}@`],
  // Parameters that carry credentials.
  [
    /([?&;][\w.[\]-]*(?:token|key|secret|passw|signature|sig|auth|code|credential)[\w.[\]-]*=)[^&\s"'<>#;]+/gi,
    `$1${hidden}`,
  ],
  // Whoever has the address of a decision may decide.
  [/(\/decide\/)[\w.~-]{16,}/g, `$1${hidden}`],
  [/(authorization["']?\s*[=:]\s*["']?)(?:[A-Za-z]+ )?[^\s"',;]+/gi, `$1${hidden}`],
  [/\b(Bearer|Basic|Digest)\s+[\w.~+/=-]{6,}/g, `$1 ${hidden}`],
  [/\b((?:[\w-]*session-token|set-cookie|cookie)["']?\s*[=:]\s*["']?)[^\s"',;]+/gi, `$1${hidden}`],
  [/\b(?:weft|sk|pk|rk|ghp|gho|xox[abp]|AKIA|AIza)[-_][\w-]{16,}|\bAIza[\w-]{20,}/g, hidden],
  // What a statement was given; its text says enough.
  [/\nparams: [\s\S]*$/g, `\nparams: ${hidden}`],
];

/** A text without credentials. */
export function scrubText(text: string): string {
  let result = text;
  for (const [pattern, instead] of patterns) result = result.replace(pattern, instead);
  return result;
}

/** Members of errors that help to find their cause and quote nobody. */
const keptMembers = [
  "code",
  "status",
  "statusCode",
  "syscall",
  "errno",
  "severity_local",
  "constraint_name",
  "table_name",
  "routine",
];
const deepest = 5;

/** An error as it is logged: its kind, sentence, stack and causes; what libraries hang on it (requests, rows) is left out. */
export function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return typeof error === "string" ? scrubText(error) : { type: typeof error };
  const described: Record<string, unknown> = { type: error.name, message: scrubText(error.message) };
  for (const name of keptMembers) {
    const value: unknown = Reflect.get(error, name);
    if (typeof value === "string") described[name] = scrubText(value);
    else if (typeof value === "number") described[name] = value;
  }
  if (error.stack !== undefined) described.stack = scrubText(error.stack);
  if (error.cause !== undefined && depth < deepest) described.cause = describeError(error.cause, depth + 1);
  if (error instanceof AggregateError && depth < deepest) {
    described.errors = error.errors.slice(0, 10).map((one) => describeError(one, depth + 1));
  }
  return described;
}
