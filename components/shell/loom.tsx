// The picture beside sign-in: threads running through each other, as the product's canvas does with nodes. Drawn from
// a rule rather than by hand, so it fills any size; decorative.

import { type Thread, threads } from "../ui/thread";

const warps = 9;
const width = 640;
const height = 900;
const gap = width / warps;

/** A thread from top to bottom that sways to one side and back, each at its own pace. */
function warpPath(index: number): string {
  const x = gap * (index + 0.5);
  const sway = (index % 2 === 0 ? 1 : -1) * (18 + ((index * 37) % 26));
  const third = height / 3;
  return `M${x} -20C${x} ${third * 0.5} ${x + sway} ${third * 0.7} ${x + sway} ${third}S${x - sway} ${third * 1.6} ${x - sway} ${third * 2}S${x} ${height - 60} ${x} ${height + 20}`;
}

const wefts: { y: number; thread: Thread; from: number; to: number }[] = [
  { y: 190, thread: "model", from: 0, to: 6 },
  { y: 300, thread: "data", from: 2, to: 9 },
  { y: 430, thread: "tool", from: 0, to: 7 },
  { y: 545, thread: "logic", from: 3, to: 9 },
  { y: 660, thread: "human", from: 1, to: 8 },
  { y: 770, thread: "answer", from: 0, to: 9 },
];

function weftPath({ y, from, to }: { y: number; from: number; to: number }): string {
  let path = `M${gap * from} ${y}`;
  for (let i = from; i < to; i++) {
    const lift = i % 2 === 0 ? -15 : 15;
    path += `C${gap * (i + 0.35)} ${y + lift} ${gap * (i + 0.65)} ${y + lift} ${gap * (i + 1)} ${y}`;
  }
  return path;
}

export function Loom({ className }: { className?: string }) {
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="xMidYMid slice"
      fill="none"
      strokeLinecap="round"
      aria-hidden="true"
      className={className}
    >
      {Array.from({ length: warps }, (_, index) => (
        <path key={warpPath(index)} d={warpPath(index)} stroke="var(--line-strong)" strokeWidth="1.4" />
      ))}
      {wefts.map((weft, index) => (
        <g key={weft.thread} data-thread={weft.thread}>
          <path d={weftPath(weft)} stroke="var(--sunken)" strokeWidth="9" />
          <path
            d={weftPath(weft)}
            stroke="var(--thread)"
            strokeWidth="3"
            pathLength={1}
            strokeDasharray="1 1"
            className="animate-weave"
            style={{ animationDelay: `${index * 130}ms`, animationDuration: "1.9s" }}
          />
          {[weft.from, weft.to].map((end) => (
            <circle
              key={end}
              cx={gap * end}
              cy={weft.y}
              r="7"
              fill="var(--sunken)"
              stroke="var(--thread)"
              strokeWidth="3"
              className="origin-center animate-knot [transform-box:fill-box]"
              style={{ animationDelay: `${index * 130 + (end === weft.to ? 1500 : 0)}ms` }}
            />
          ))}
        </g>
      ))}
      {threads.map((thread, index) => (
        <path
          key={thread}
          d={warpPath(index + 1)}
          stroke="var(--line-strong)"
          strokeWidth="1.4"
          strokeDasharray="70 150"
          strokeDashoffset={index * 53}
        />
      ))}
    </svg>
  );
}
