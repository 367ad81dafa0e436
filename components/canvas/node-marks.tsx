"use client";
// What a test run will do differently at a node: stop before it, or take an output that is kept instead of running it.

import { Pin } from "lucide-react";
import { useTranslations } from "next-intl";
import { tip } from "@/components/ui/tip";
import { useTrial } from "./designer-context";

export function NodeMarks({ nodeId }: { nodeId: string }) {
  const t = useTranslations("designer.trial");
  const isStop = useTrial((trial) => trial.breakpoints.includes(nodeId));
  const isMocked = useTrial((trial) => Object.hasOwn(trial.mocks, nodeId));
  return (
    <>
      {isMocked ? (
        <span
          role="img"
          aria-label={t("mocked")}
          {...tip(t("mocked"), { side: "top" })}
          className="flex text-accent-text"
        >
          <Pin className="size-3.5" />
        </span>
      ) : null}
      {isStop ? (
        <span
          role="img"
          aria-label={t("stopsHere")}
          {...tip(t("stopsHere"), { side: "top" })}
          className="size-2.5 flex-none rounded-full bg-bad"
        />
      ) : null}
    </>
  );
}
