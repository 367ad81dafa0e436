// An HTTP method, coloured by what it does: reading, making, changing, taking away.

import { Badge, type BadgeTone } from "../ui/badge";

const tones: Record<string, BadgeTone> = { GET: "plain", POST: "accent", PUT: "warn", PATCH: "warn", DELETE: "bad" };

export function MethodBadge({ method }: { method: string }) {
  return (
    <Badge tone={tones[method] ?? "plain"} className="w-14 justify-center font-mono text-2xs">
      {method}
    </Badge>
  );
}
