// Puts an author's code into the function that the sandbox evaluates. Pure text; the code is never looked into.
//
// The code is the body of an async function with `inputs` in scope. The wrapper stays on the code's first line, so the
// line numbers of its errors are those of the editor. The result leaves as JSON text, cut before it is too large to
// cross; prints are sent one by one, so that those of a run that never ends are not lost.

export interface GuestLimits {
  resultChars: number;
  prints: number;
  printChars: number;
}

/** Name of the group of host functions that the wrapper talks to. */
export const bridgeName = "__weft";
/** What the wrapper throws where the result is too large or holds what JSON can't. */
export const tooLargeMark = "weft:result-too-large";

function prelude(limits: GuestLimits): string {
  return [
    `const bridge = globalThis.${bridgeName}, stringify = JSON.stringify, parse = JSON.parse, send = bridge.print;`,
    "const show = (value) => typeof value === 'string' ? value :",
    "  value instanceof Error ? String(value) :",
    "  typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint' || value === undefined ? String(value) :",
    "  (() => { try { return stringify(value); } catch (error) { return String(value); } })();",
    "let sent = 0;",
    "const print = (...values) => {",
    `  if (sent++ < ${limits.prints}) send(values.map(show).join(' ').slice(0, ${limits.printChars}));`,
    "};",
    "const console = { log: print, info: print, warn: print, error: print, debug: print, trace: print };",
    "const done = (value) => {",
    "  const text = stringify(value === undefined ? null : value) ?? 'null';",
    `  if (text.length > ${limits.resultChars}) throw new Error('${tooLargeMark}');`,
    "  return text;",
    "};",
  ].join(" ");
}

/** The whole source for one code; the same for the same code, whatever its inputs are. */
export function wrapSource(source: string, limits: GuestLimits): string {
  // Before anything of the author's, whatever that closes: the time it has begins when the inputs are asked for.
  const begin = "const given = parse(bridge.inputs());";
  return `${prelude(limits)} ${begin} return done(await (async (inputs, console) => { ${source}\n})(given, console));`;
}
