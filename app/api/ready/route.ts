// Whether requests should be sent here: for load balancers, and for the start script before it prints the address.
import { getReadiness } from "@/lib/processes/queries";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  const readiness = await getReadiness();
  return Response.json(readiness, { status: readiness.ready ? 200 : 503, headers: { "cache-control": "no-store" } });
}
