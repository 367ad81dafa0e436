// Tooltips are data: an element says what its tip is, one layer for the whole page (tip-layer.tsx) shows it. So a
// canvas with a thousand buttons pays for one tooltip, and components with tips can render on the server.

export type TipSide = "top" | "right" | "bottom" | "left";

export interface TipData {
  "data-tip": string;
  "data-tip-keys"?: string;
  "data-tip-side"?: TipSide;
}

/** The attributes that give an element a tooltip; spread them. The tip repeats a label, it never replaces one. */
export function tip(
  text: string,
  { keys, side }: { keys?: string | undefined; side?: TipSide | undefined } = {},
): TipData {
  return {
    "data-tip": text,
    ...(keys ? { "data-tip-keys": keys } : {}),
    ...(side ? { "data-tip-side": side } : {}),
  };
}

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

const gap = 7;
const margin = 6;

function isRoomy(
  side: TipSide,
  target: Box,
  size: { width: number; height: number },
  view: { width: number; height: number },
) {
  if (side === "top") return target.top - gap - size.height >= margin;
  if (side === "bottom") return target.top + target.height + gap + size.height <= view.height - margin;
  if (side === "left") return target.left - gap - size.width >= margin;
  return target.left + target.width + gap + size.width <= view.width - margin;
}

const opposite: Record<TipSide, TipSide> = { top: "bottom", bottom: "top", left: "right", right: "left" };

/** Where a tip of this size goes: beside its target, on the other side where there is no room, never off the window. */
export function placeTip(
  wanted: TipSide,
  target: Box,
  size: { width: number; height: number },
  view: { width: number; height: number },
): { left: number; top: number; side: TipSide } {
  const side = isRoomy(wanted, target, size, view) ? wanted : opposite[wanted];
  const across = target.left + target.width / 2 - size.width / 2;
  const along = target.top + target.height / 2 - size.height / 2;
  const spot = {
    top: { left: across, top: target.top - gap - size.height },
    bottom: { left: across, top: target.top + target.height + gap },
    left: { left: target.left - gap - size.width, top: along },
    right: { left: target.left + target.width + gap, top: along },
  }[side];
  const clamp = (value: number, max: number) => Math.max(margin, Math.min(value, max - margin));
  return { left: clamp(spot.left, view.width - size.width), top: clamp(spot.top, view.height - size.height), side };
}
