// The process answers: for supervisors that restart what hangs. Asks nothing else, so that a slow database kills no web server.
export const dynamic = "force-dynamic";

export function GET(): Response {
  return Response.json({ status: "ok" }, { headers: { "cache-control": "no-store" } });
}
