"use client";
// How near the canvas is, and everything in view with one press.

import { useReactFlow, useViewport } from "@xyflow/react";
import { Maximize, Minus, Plus } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { IconButton } from "@/components/ui/icon-button";
import { useDesigner } from "./designer-context";
import { fitOptions, openSides } from "./fit-view";

const duration = 160;

export function ZoomBar() {
  const t = useTranslations("designer.zoom");
  const format = useFormatter();
  const flow = useReactFlow();
  const { zoom } = useViewport();
  const designer = useDesigner();
  return (
    <div className="pointer-events-auto flex w-fit items-center rounded-lg border border-line bg-surface p-0.5 shadow-1">
      <IconButton size="sm" label={t("out")} tipSide="top" onClick={() => void flow.zoomOut({ duration })}>
        <Minus />
      </IconButton>
      <button
        type="button"
        aria-label={t("reset")}
        onClick={() => void flow.zoomTo(1, { duration })}
        className="tabular h-6 w-11 rounded-sm text-center text-2xs text-ink-2 hover:bg-hover"
      >
        {format.number(zoom, { style: "percent" })}
      </button>
      <IconButton size="sm" label={t("in")} tipSide="top" onClick={() => void flow.zoomIn({ duration })}>
        <Plus />
      </IconButton>
      <IconButton
        size="sm"
        label={t("fit")}
        keys="mod+1"
        tipSide="top"
        onClick={() => void flow.fitView({ ...fitOptions(openSides(designer)), duration })}
      >
        <Maximize />
      </IconButton>
    </div>
  );
}
