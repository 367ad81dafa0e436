// Runs once in every web server process. Logging only: background work belongs to the worker, which scales by itself.
import type { Instrumentation } from "next";

/** Lets every request say which socket it came through; nothing else starts here. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { stampPeerAddresses } = await import("@/lib/http/peer-address");
  stampPeerAddresses();
}

/** Writes what a page or route threw to the process log; Next.js has already answered. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { log } = await import("@/lib/log");
  log.error({ err: error, method: request.method, path: request.path, route: context.routePath }, "request failed");
};
