// Where a tool server is and how it is spoken to. Knows no table and no vault: secrets are in the open here, for as
// long as a connection is being made.

/** What every request over HTTP carries, and how it is renewed when the server does not accept it any more. */
export interface HttpAccess {
  headers(): Promise<Record<string, string>>;
  /** Tries to get others in place of headers that were refused; false where there are none to get. */
  renew?(refused: Record<string, string>): Promise<boolean>;
}

export interface HttpTarget {
  transport: "http" | "sse";
  url: string;
  access: HttpAccess;
}

export interface ProcessTarget {
  transport: "stdio";
  command: string;
  args: readonly string[];
  env: Readonly<Record<string, string>>;
}

export type ServerTarget = HttpTarget | ProcessTarget;

/** A fetch that reaches only what the installation allows. */
export type Fetch = typeof globalThis.fetch;
