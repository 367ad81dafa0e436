// The places of the studio: what the rail, the phone's bar and the command palette offer. One entry here and one word
// in messages/<locale>/shell.json make a new one.

import {
  Activity,
  Bot,
  ChartColumn,
  Cpu,
  Hand,
  type LucideIcon,
  MessageSquare,
  ScrollText,
  Settings2,
  Waypoints,
  Wrench,
} from "lucide-react";
import type { Messages } from "@/lib/i18n/namespaces";

export type SectionKey = keyof Messages["shell"]["sections"];
export type SettingsPageKey = keyof Messages["shell"]["settingsPages"];

export interface StudioSection {
  key: SectionKey;
  /** The address below /w/{workspace}/. */
  path: string;
  icon: LucideIcon;
  /** Has its own place in the bar at the bottom of a phone; the others are under "More". */
  onPhoneBar: boolean;
}

export const studioSections: readonly StudioSection[] = [
  { key: "chat", path: "chat", icon: MessageSquare, onPhoneBar: true },
  { key: "agents", path: "agents", icon: Bot, onPhoneBar: true },
  { key: "workflows", path: "workflows", icon: Waypoints, onPhoneBar: true },
  { key: "runs", path: "runs", icon: Activity, onPhoneBar: true },
  { key: "approvals", path: "approvals", icon: Hand, onPhoneBar: false },
  { key: "tools", path: "tools", icon: Wrench, onPhoneBar: false },
  { key: "prompts", path: "prompts", icon: ScrollText, onPhoneBar: false },
  { key: "models", path: "models", icon: Cpu, onPhoneBar: false },
  { key: "usage", path: "usage", icon: ChartColumn, onPhoneBar: false },
  { key: "settings", path: "settings", icon: Settings2, onPhoneBar: false },
];

/** Whether an address lies in a section of a workspace. */
export function isInSection(pathname: string, workspaceSlug: string, path: string): boolean {
  const base = `/w/${workspaceSlug}/${path}`;
  return pathname === base || pathname.startsWith(`${base}/`);
}
