// Something the reader should know about this page, with at most one thing to do about it.

import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";

const tones = {
  info: { look: "bg-soft-run", mark: "text-run-ink", icon: Info },
  ok: { look: "bg-soft-ok", mark: "text-ok-ink", icon: CircleCheck },
  warn: { look: "bg-soft-warn", mark: "text-warn-ink", icon: TriangleAlert },
  bad: { look: "bg-soft-bad", mark: "text-bad-ink", icon: CircleAlert },
};

export interface BannerProps {
  tone?: keyof typeof tones;
  title?: ReactNode;
  action?: ReactNode;
  className?: string;
  children?: ReactNode;
}

export function Banner({ tone = "info", title, action, className, children }: BannerProps) {
  const { look, mark, icon: Icon } = tones[tone];
  return (
    <div
      role={tone === "bad" ? "alert" : "status"}
      className={cn("flex items-start gap-2.5 rounded-md px-3 py-2.5 text-ink", look, className)}
    >
      <Icon className={cn("mt-0.5", mark)} />
      <div className="min-w-0 flex-1">
        {title ? <p className="font-medium">{title}</p> : null}
        {children ? <div className={cn(title && "text-ink-2")}>{children}</div> : null}
      </div>
      {action}
    </div>
  );
}
