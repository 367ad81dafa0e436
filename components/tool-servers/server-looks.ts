// How a tool server's state looks, and what stands for its address. Pure.

import type { ToolServerView } from "@/lib/tool-servers/contract";
import type { StatusLook } from "../ui/status-dot";

export type ServerState = "off" | "checking" | "signIn" | "ready" | "failing" | "unchecked";

/** The one word for how a server stands. */
export function stateOfServer(server: ToolServerView): ServerState {
  if (!server.isActive) return "off";
  if (server.isChecking) return "checking";
  if (server.signIn === "needed" || server.signIn === "expired") return "signIn";
  if (server.status === "ready" || server.status === "failing") return server.status;
  return "unchecked";
}

export const looks: Readonly<Record<ServerState, StatusLook>> = {
  off: "off",
  checking: "run",
  signIn: "wait",
  ready: "ok",
  failing: "bad",
  unchecked: "idle",
};

/** Where it is, in a few words. */
export function placeOf({ url, command }: ToolServerView): string {
  return url?.replace(/^https?:\/\//, "") ?? command ?? "";
}
