// What an import begins with: servers with their variables' defaults, ways to sign in without their secrets. Pure.

import type { ApiDocument, ApiScheme, ToolAuth } from "@/lib/tools/contract";

/** Where a document comes from. */
export type DocumentSource = { url: string } | { text: string };

/** The address of a server with the defaults of its variables; those without one stay in braces. */
export function fillServer({ url, variables }: ApiDocument["servers"][number]): string {
  return variables.reduce(
    (filled, { name, default: standard, options }) =>
      filled.replaceAll(`{${name}}`, () => standard || options[0] || `{${name}}`),
    url,
  );
}

/** How to sign in by a scheme, its secret still to be named; null where tools can't. */
export function authOfScheme(scheme: ApiScheme): ToolAuth | null {
  const secret = "";
  switch (scheme.type) {
    case "apiKey":
      return { type: "apiKey", in: scheme.in ?? "header", name: scheme.keyName ?? "", secret };
    case "bearer":
      return { type: "bearer", secret };
    case "basic":
      return { type: "basic", user: "", secret };
    case "oauth2":
      return { type: "oauth2", tokenUrl: scheme.tokenUrl ?? "", clientId: "", secret, scopes: scheme.scopes };
    case "unsupported":
      return null;
  }
}

/** How to sign in by each scheme that tools know, their secrets still to be named. */
export function draftAuth(schemes: readonly ApiScheme[]): Record<string, ToolAuth> {
  const made: Record<string, ToolAuth> = {};
  for (const scheme of schemes) {
    const auth = authOfScheme(scheme);
    if (auth) made[scheme.name] = auth;
  }
  return made;
}
