"use client";
// Whether tests run a node or take an output that is kept, offered where its output is seen.

import { Pin, PinOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { definitionOf } from "@/lib/nodes/catalogue";
import type { NodeState } from "@/lib/run-log/state";
import { useDesigner, useReadOnly, useTrial } from "./designer-context";

export function MockPart({ node }: { node: NodeState }) {
  const t = useTranslations("designer.trial");
  const { trial } = useDesigner();
  const readOnly = useReadOnly();
  const isMocked = useTrial((state) => Object.hasOwn(state.mocks, node.nodeId));
  const { outputs, nodeId } = node;
  const definition = definitionOf(node.nodeType);
  if (readOnly || definition?.role !== undefined || definition?.container !== undefined) return null;
  if (isMocked) {
    return (
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-2 text-xs">
        {t("mocked")}
        <Button size="sm" variant="ghost" icon={<PinOff />} onClick={() => trial.unmock(nodeId)}>
          {t("unmock")}
        </Button>
      </p>
    );
  }
  if (outputs === null || node.status !== "succeeded") return null;
  return (
    <Button
      size="sm"
      variant="ghost"
      className="-ml-2 self-start"
      icon={<Pin />}
      onClick={() => trial.mock(nodeId, outputs)}
    >
      {t("mock")}
    </Button>
  );
}
