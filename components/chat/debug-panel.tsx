"use client";
// What happened inside of an answer, beside it: a panel where there is room, a sheet where there is not.

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { RunInspector } from "../runs/run-inspector";
import { IconButton } from "../ui/icon-button";
import { ResizablePanel } from "../ui/resizable-panel";
import { Sheet } from "../ui/sheet";

const roomy = "(min-width: 1024px)";

function useRoom(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = window.matchMedia(roomy);
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    () => window.matchMedia(roomy).matches,
    () => true,
  );
}

export function DebugPanel(props: { workspace: string; runId: string | null; onClose: () => void }) {
  const { workspace, runId, onClose } = props;
  const t = useTranslations("chat");
  const c = useTranslations("common");
  const room = useRoom();
  const content = runId ? (
    <RunInspector key={runId} workspace={workspace} runId={runId} />
  ) : (
    <p className="text-ink-3">{t("debugNothing")}</p>
  );
  if (!room) {
    return (
      <Sheet open onOpenChange={(open) => !open && onClose()} title={t("debugPanel")}>
        {content}
      </Sheet>
    );
  }
  return (
    <ResizablePanel
      label={t("debugPanel")}
      edge="left"
      defaultWidth={440}
      min={320}
      max={760}
      storageKey="weft:debug-width"
      className="border-line border-l bg-surface"
    >
      <div className="flex h-13 flex-none items-center gap-2 border-line border-b pr-2.5 pl-4">
        <h2 className="flex-1 text-base">{t("debugPanel")}</h2>
        <IconButton label={c("close")} tipSide="bottom" onClick={onClose}>
          <X />
        </IconButton>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto p-4">{content}</div>
    </ResizablePanel>
  );
}
