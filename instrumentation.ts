// Runs once in every web server process. How requests come and go, logging and a sign of life only: background work
// belongs to the worker, which scales by itself.
import type { Instrumentation } from "next";

/**
 * Lets every request say which socket it came through, answers leave in as few writes as they can, and the others see
 * this process before its first run.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { stampPeerAddresses } = await import("@/lib/http/peer-address");
  stampPeerAddresses();
  const { joinHeaders } = await import("@/lib/http/join-headers");
  joinHeaders();
  const { keepHeartbeatSoon } = await import("@/lib/processes/heartbeat");
  const { log } = await import("@/lib/log");
  // Not waited for: a web server answers, and says that it is not ready, while its database is away.
  keepHeartbeatSoon("web").catch((error) => log.warn({ err: error }, "heartbeat failed"));
}

/** Writes what a page or route threw to the process log; Next.js has already answered. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { log } = await import("@/lib/log");
  log.error({ err: error, method: request.method, path: request.path, route: context.routePath }, "request failed");
};
