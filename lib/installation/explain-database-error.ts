// Why a database can't be used, in a paragraph for whoever wrote DATABASE_URL. Never prints the address's password.

const byCode: Record<string, (place: string) => string> = {
  ECONNREFUSED: (place) =>
    `Nothing listens at ${place}. Check host and port in DATABASE_URL, and that PostgreSQL runs and accepts connections from this machine.`,
  ENOTFOUND: (place) => `The host of DATABASE_URL is unknown (${place}). Check its spelling and this machine's DNS.`,
  EAI_AGAIN: (place) => `The host of DATABASE_URL could not be looked up (${place}). Check this machine's DNS.`,
  CONNECT_TIMEOUT: (place) =>
    `PostgreSQL at ${place} did not answer in time. Check host and port in DATABASE_URL, firewalls, and whether the server needs TLS (?sslmode=require).`,
  EHOSTUNREACH: (place) => `This machine has no way to ${place}. Check host, network and firewalls.`,
  ECONNRESET: (place) =>
    `The connection to ${place} was closed at once. Check that this is PostgreSQL, and whether it needs TLS (?sslmode=require).`,
  "28P01": (place) =>
    `PostgreSQL at ${place} refuses the user name or password of DATABASE_URL. Correct them; special characters in the password must be percent-encoded.`,
  "28000": (place) =>
    `PostgreSQL at ${place} refuses this user or this kind of connection. Check pg_hba.conf and whether the server needs TLS (?sslmode=require).`,
  "3D000": (place) =>
    `The database named in DATABASE_URL does not exist at ${place}. Create it and let the role own it: CREATE DATABASE weft OWNER weft;`,
  "42501": (place) =>
    `The role of DATABASE_URL may not create tables at ${place}. Let it own the database: ALTER DATABASE … OWNER TO …;`,
  "53300": (place) =>
    `PostgreSQL at ${place} has no free connection. Raise max_connections, or lower WEFT_DATABASE_POOL.`,
  "53100": (place) => `The disk of the database at ${place} is full. Free some space there and start again.`,
  "25006": (place) => `PostgreSQL at ${place} is read-only, most likely a replica. Point DATABASE_URL at the primary.`,
  "57P03": (place) => `PostgreSQL at ${place} is starting up or shutting down. Start again in a moment.`,
};

/** A paragraph for a connection's or a statement's failure; undefined where the failure is not the database's place or rights. */
export function explainDatabaseError(error: unknown, url: string): string | undefined {
  const { hostname, port } = new URL(url);
  const place = `${hostname}:${port || 5432}`;
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const code = "code" in at && typeof at.code === "string" ? at.code : "";
    const explain = byCode[code];
    if (explain) return explain(place);
    if (/certificate|self[- ]signed/i.test(at.message))
      return `The certificate of PostgreSQL at ${place} is not trusted here (${at.message}). Give Node.js its authority with NODE_EXTRA_CA_CERTS, or use ?sslmode=require without verification in a network you trust.`;
  }
  return undefined;
}
