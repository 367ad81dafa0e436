// What a model may be able to do, in the order of their signs.

import type { Capabilities } from "@/lib/models/contract";

export const capabilityNames = [
  "vision",
  "audio",
  "tools",
  "reasoning",
  "json",
  "streaming",
] as const satisfies readonly (keyof Capabilities)[];
export type CapabilityName = (typeof capabilityNames)[number];
