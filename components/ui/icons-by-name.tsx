// Icons that are chosen by a name kept in data, such as a node template's. A closed list: an icon that nobody names
// is not loaded, and a name that is not here shows a plain knot.

import {
  BookOpen,
  Bot,
  BotMessageSquare,
  Braces,
  Clock,
  CodeXml,
  Cpu,
  Database,
  Flag,
  GitBranch,
  Globe,
  Hand,
  ListFilter,
  ListTodo,
  ListTree,
  LogOut,
  type LucideIcon,
  Merge,
  MessageSquareText,
  Play,
  Repeat,
  Route,
  ScanText,
  SkipForward,
  Sparkles,
  Split,
  StickyNote,
  Variable,
  Workflow,
  Wrench,
} from "lucide-react";

const icons: Record<string, LucideIcon> = {
  bot: Bot,
  "bot-message-square": BotMessageSquare,
  "book-open": BookOpen,
  braces: Braces,
  clock: Clock,
  "code-xml": CodeXml,
  cpu: Cpu,
  database: Database,
  flag: Flag,
  "git-branch": GitBranch,
  globe: Globe,
  hand: Hand,
  "list-filter": ListFilter,
  "list-todo": ListTodo,
  "list-tree": ListTree,
  "log-out": LogOut,
  merge: Merge,
  "message-square-text": MessageSquareText,
  play: Play,
  repeat: Repeat,
  route: Route,
  "scan-text": ScanText,
  "skip-forward": SkipForward,
  sparkles: Sparkles,
  split: Split,
  "sticky-note": StickyNote,
  variable: Variable,
  workflow: Workflow,
  wrench: Wrench,
};

/** The names there are, in the order of a list to choose from. */
export const iconNames: readonly string[] = Object.keys(icons);

export function NamedIcon({ name, className }: { name: string; className?: string }) {
  const Icon = icons[name];
  if (Icon) return <Icon {...(className ? { className } : {})} />;
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2" aria-hidden="true" className={className}>
      <circle cx="12" cy="12" r="4.5" />
      <path d="M2 12h5.5m9 0H22" strokeLinecap="round" />
    </svg>
  );
}
