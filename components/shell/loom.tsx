// The picture beside sign-in: a loom, with threads of all hues going over and under the others as a workflow's do.
// Drawn from a rule rather than by hand, so it fills any size; decorative.

import type { Thread } from "../ui/thread";

const warps = 13;
const width = 640;
const height = 900;
const gap = width / warps;
const swing = 13;

const wefts: { y: number; thread: Thread; from: number; to: number }[] = [
  { y: 96, thread: "flow", from: 0, to: 5 },
  { y: 170, thread: "model", from: 3, to: 13 },
  { y: 244, thread: "data", from: 0, to: 9 },
  { y: 318, thread: "tool", from: 6, to: 13 },
  { y: 392, thread: "logic", from: 0, to: 11 },
  { y: 466, thread: "human", from: 4, to: 10 },
  { y: 540, thread: "model", from: 0, to: 7 },
  { y: 614, thread: "answer", from: 2, to: 13 },
];

const xOf = (warp: number) => gap * (warp + 0.5);

/** From warp to warp, rising over one and dipping under the next. */
function weftPath(y: number, from: number, to: number): string {
  let path = `M${xOf(from)} ${y}`;
  for (let warp = from; warp < to; warp++) {
    const lift = warp % 2 === 0 ? -swing : swing;
    path += `C${xOf(warp) + gap * 0.36} ${y + lift} ${xOf(warp) + gap * 0.64} ${y + lift} ${xOf(warp + 1)} ${y}`;
  }
  return path;
}

function Weft({ y, thread, from, to, late }: { y: number; thread: Thread; from: number; to: number; late: number }) {
  const under = Array.from({ length: to - from - 1 }, (_, index) => from + 1 + index).filter((warp) => warp % 2 === 1);
  return (
    <g data-thread={thread}>
      <path d={weftPath(y, from, to)} stroke="var(--sunken)" strokeWidth="9" strokeLinecap="butt" />
      <path
        d={weftPath(y, from, to)}
        stroke="var(--thread)"
        strokeWidth="3"
        pathLength={1}
        strokeDasharray="1 1"
        className="animate-weave"
        style={{ animationDelay: `${late}ms`, animationDuration: "1.9s" }}
      />
      {under.map((warp) => (
        <g key={warp} strokeLinecap="butt">
          <path d={`M${xOf(warp)} ${y - 9}v18`} stroke="var(--sunken)" strokeWidth="8" />
          <path d={`M${xOf(warp)} ${y - 10}v20`} stroke="var(--line-strong)" strokeWidth="1.5" />
        </g>
      ))}
      {[from, to].map((warp) => (
        <circle
          key={warp}
          cx={xOf(warp)}
          cy={y}
          r="6.5"
          fill="var(--sunken)"
          stroke="var(--thread)"
          strokeWidth="3"
          className="origin-center animate-knot [transform-box:fill-box]"
          style={{ animationDelay: `${late + (warp === to ? 1500 : 0)}ms` }}
        />
      ))}
    </g>
  );
}

export function Loom({ className }: { className?: string }) {
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="xMidYMin slice"
      fill="none"
      strokeLinecap="round"
      aria-hidden="true"
      className={className}
    >
      {Array.from({ length: warps }, (_, warp) => (
        <path key={xOf(warp)} d={`M${xOf(warp)} 0V${height}`} stroke="var(--line-strong)" strokeWidth="1.5" />
      ))}
      {wefts.map((weft, index) => (
        <Weft key={weft.y} {...weft} late={index * 110} />
      ))}
    </svg>
  );
}
