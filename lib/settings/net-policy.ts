// What the guarded client may reach in this installation, as an object that stays the same while the settings do, so
// that connections are kept. Server only.

import { parseAllowList } from "../net/allow-list";
import type { NetPolicy } from "../net/send-request";
import { listAllowedAddresses } from "./allowed-addresses";

let made: { entries: string; policy: NetPolicy } | undefined;

/** The policy of the moment; at most a few seconds behind the settings. */
export async function currentNetPolicy(): Promise<NetPolicy> {
  const list = await listAllowedAddresses();
  const entries = list.join(" ");
  if (made?.entries !== entries) made = { entries, policy: { allow: parseAllowList(list) } };
  return made.policy;
}
