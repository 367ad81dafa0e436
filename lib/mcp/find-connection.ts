// Finds out how the server at an address is spoken to: the present way first, the older one where the address answers
// but does not know the first. Each try has the whole time limit.

import { AppError } from "../shared/errors";
import { type Connection, type ConnectPorts, connect, type Limits } from "./connection";
import { mcpFailure, NotSpoken } from "./failures";
import type { HttpAccess } from "./server-target";

/** Connects to an address in whichever way it understands; throws what is most telling. */
export async function findConnection(
  at: { url: string; access: HttpAccess },
  limits: Limits,
  ports: ConnectPorts,
): Promise<Connection> {
  try {
    return await connect({ transport: "http", ...at }, limits, ports);
  } catch (error) {
    if (!isOtherWay(error)) throw error;
    try {
      return await connect({ transport: "sse", ...at }, limits, ports);
    } catch (second) {
      // The first way is what servers are expected to speak, unless the second one led further.
      throw mcpFailure(isOtherWay(second) ? error : second, limits.timeoutMs, null);
    }
  }
}

function isOtherWay(error: unknown): boolean {
  if (error instanceof NotSpoken) return true;
  return error instanceof AppError && error.code === "tool_server_bad_answer";
}
