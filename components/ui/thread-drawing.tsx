// Pictures drawn in threads, for places where there is nothing yet. Each is woven in when it appears. Decorative.

import type { ReactNode } from "react";
import { cn } from "./cn";
import type { Thread } from "./thread";

export const drawings = ["weave", "knots", "voices", "spool", "loose", "key"] as const;
export type Drawing = (typeof drawings)[number];

function Strand({ d, thread, late = 0, dashed }: { d: string; thread: Thread; late?: number; dashed?: boolean }) {
  return (
    <path
      d={d}
      data-thread={thread}
      stroke="var(--thread)"
      {...(dashed
        ? { strokeDasharray: "2 7" }
        : {
            pathLength: 1,
            strokeDasharray: "1 1",
            className: "animate-weave",
            style: { animationDelay: `${late}ms` },
          })}
    />
  );
}

/** A band in the ground's colour under a strand, so that it passes over what it crosses. */
function Over({ d }: { d: string }) {
  return <path d={d} stroke="var(--ground, var(--canvas))" strokeWidth="8" strokeLinecap="butt" />;
}

/** A part of a strand drawn again above the others: there it passes over them. `dashes` are its gaps and parts. */
function Above({ d, thread, dashes }: { d: string; thread: Thread; dashes: string }) {
  return (
    <g className="animate-fade" style={{ animationDelay: "700ms", animationFillMode: "backwards" }}>
      <path
        d={d}
        pathLength={1}
        strokeDasharray={dashes}
        stroke="var(--ground, var(--canvas))"
        strokeWidth="8"
        strokeLinecap="butt"
      />
      <path
        d={d}
        pathLength={1}
        strokeDasharray={dashes}
        data-thread={thread}
        stroke="var(--thread)"
        strokeLinecap="butt"
      />
    </g>
  );
}

function Knob({ x, y, thread, late = 0 }: { x: number; y: number; thread: Thread; late?: number }) {
  return (
    <circle
      cx={x}
      cy={y}
      r="6"
      data-thread={thread}
      fill="var(--ground, var(--canvas))"
      stroke="var(--thread)"
      className="origin-center animate-knot [transform-box:fill-box]"
      style={{ animationDelay: `${late}ms` }}
    />
  );
}

const pictures: Record<Drawing, ReactNode> = {
  weave: (
    <>
      <Strand thread="model" d="M12 20C78 20 78 92 132 92S192 56 228 56" />
      <Over d="M12 92C78 92 78 20 132 20S192 56 228 56" />
      <Strand thread="data" d="M12 92C78 92 78 20 132 20S192 56 228 56" late={120} />
      <Over d="M20 56H124" />
      <Strand thread="flow" d="M12 56H132" late={240} />
      <Strand thread="tool" d="M132 56H228" late={420} />
      <Knob x={12} y={20} thread="model" />
      <Knob x={12} y={56} thread="flow" />
      <Knob x={12} y={92} thread="data" />
      <Knob x={132} y={20} thread="data" late={500} />
      <Knob x={132} y={56} thread="tool" late={530} />
      <Knob x={132} y={92} thread="model" late={560} />
      <Knob x={228} y={56} thread="answer" late={900} />
    </>
  ),
  knots: (
    <>
      <Strand thread="model" d="M10 72C34 72 42 40 68 40" />
      <Strand thread="data" d="M68 40C96 40 98 80 124 80" late={180} />
      <Strand thread="tool" d="M124 80C150 80 152 34 180 34" late={360} />
      <Strand thread="answer" d="M180 34C206 34 208 62 230 62" late={540} />
      <Knob x={10} y={72} thread="model" />
      <Knob x={68} y={40} thread="data" late={240} />
      <Knob x={124} y={80} thread="tool" late={420} />
      <Knob x={180} y={34} thread="answer" late={600} />
      <Knob x={230} y={62} thread="answer" late={860} />
    </>
  ),
  voices: (
    <>
      <Strand thread="human" d="M14 36C52 36 56 36 78 56S104 80 120 56S146 32 162 56S188 76 226 76" />
      <Over d="M14 76C52 76 56 76 78 56S104 32 120 56S146 80 162 56S188 36 226 36" />
      <Strand thread="answer" d="M14 76C52 76 56 76 78 56S104 32 120 56S146 80 162 56S188 36 226 36" late={200} />
      <Above
        thread="human"
        d="M14 36C52 36 56 36 78 56S104 80 120 56S146 32 162 56S188 76 226 76"
        dashes="0 0.455 0.09 1"
      />
      <Knob x={14} y={36} thread="human" />
      <Knob x={14} y={76} thread="answer" late={200} />
      <Knob x={226} y={36} thread="answer" late={900} />
      <Knob x={226} y={76} thread="human" late={800} />
    </>
  ),
  spool: (
    <>
      <path d="M40 18H92M40 94H92M48 18V94M84 18V94" stroke="var(--line-strong)" />
      <Strand thread="model" d="M48 34L84 28M48 46L84 40M48 58L84 52M48 70L84 64M48 82L84 76" />
      <Strand thread="model" d="M84 76C112 70 116 30 146 30S166 82 192 82 214 60 228 60" late={300} />
      <Knob x={228} y={60} thread="model" late={900} />
    </>
  ),
  loose: (
    <>
      <Strand thread="flow" d="M12 60C44 60 50 30 80 30S104 78 84 82 58 52 92 46 132 60 140 60" />
      <Strand thread="flow" d="M148 60C170 60 180 44 196 50S214 66 230 56" dashed />
      <Knob x={12} y={60} thread="flow" />
    </>
  ),
  key: (
    <>
      <Strand thread="logic" d="M92 56C92 78 76 88 62 88S30 76 30 56 46 24 62 24 92 36 92 56H212V78" />
      <Strand thread="logic" d="M184 56V72" late={500} />
      <Knob x={62} y={56} thread="logic" late={700} />
    </>
  ),
};

export function ThreadDrawing({ of, className }: { of: Drawing; className?: string }) {
  return (
    <svg
      viewBox="0 0 240 112"
      fill="none"
      strokeWidth="2.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className={cn("h-28 w-60 max-w-full", className)}
    >
      {pictures[of]}
    </svg>
  );
}
