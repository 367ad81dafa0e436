"use client";
// What the turns of a container are, in one line: how often, over what, how many beside each other.

import { useTranslations } from "next-intl";
import { itemsInput, readContainer } from "@/lib/graph/container";
import type { GraphNode } from "@/lib/graph/schema";
import { definitionOf } from "@/lib/nodes/catalogue";
import { ExpressionText, TemplatePreview } from "./template-preview";

export function FrameLine({ node }: { node: GraphNode }) {
  const t = useTranslations("designer.frame");
  const { condition, maxTurns, parallel } = readContainer(node.config);
  const items = node.inputs.find((field) => field.name === itemsInput)?.value;
  const lineClass = "flex min-w-0 items-center gap-1 overflow-hidden whitespace-nowrap text-2xs text-ink-3";
  if (definitionOf(node.type)?.container === "loop") {
    return (
      <p className={lineClass}>
        {condition === null ? null : (
          <>
            {t("while")} <ExpressionText text={condition} /> ·
          </>
        )}
        <span className="truncate">{t("upTo", { count: maxTurns })}</span>
      </p>
    );
  }
  return (
    <p className={lineClass}>
      {typeof items === "string" && items.trim() !== "" ? (
        <>
          {t("each")}
          <span className="truncate">
            <TemplatePreview text={items} />
          </span>
        </>
      ) : (
        <span>{t("noItems")}</span>
      )}
      <span className="flex-none">· {parallel === 1 ? t("oneByOne") : t("atATime", { count: parallel })}</span>
    </p>
  );
}
