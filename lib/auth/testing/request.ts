// Requests as a browser or a program would send them, for database tests of this folder and of routes.

import { encode } from "next-auth/jwt";
import { env } from "../../env";
import { sessionCookieName } from "../session-cookie";

/** An environment in which tests may read env(); the database is opened by the tests themselves. */
export function setTestEnvironment(): void {
  process.env.DATABASE_URL ??= "postgresql://nobody@127.0.0.1:1/none";
  process.env.WEFT_HOME ??= "/tmp/weft-test-home";
  process.env.WEFT_SECRET_KEY ??= "k3y-for-tests-0123456789abcdefghijklmnop";
  process.env.AUTH_SECRET ??= "s3cret-for-tests-0123456789abcdefghijkl";
}

/** A request that carries the cookie of a session and names a workspace. */
export async function requestWithSession(secret: string, workspace?: string, path = "/api/v1/me"): Promise<Request> {
  const name = sessionCookieName();
  const cookie = await encode({ token: { sid: secret }, secret: env().authSecret, salt: name, maxAge: 3600 });
  const headers = new Headers({ cookie: `other=1; ${name}=${cookie}` });
  if (workspace !== undefined) headers.set("weft-workspace", workspace);
  return new Request(`http://localhost${path}`, { headers });
}

/** A request that carries an API key. */
export function requestWithKey(key: string, path = "/api/v1/me"): Request {
  return new Request(`http://localhost${path}`, { headers: { authorization: `Bearer ${key}` } });
}
