"use client";
// Asks before something that can't be taken back. Says what will be gone; the button names the deed. The focus starts
// on "cancel", and while the deed is under way nothing can be pressed twice.

import { useTranslations } from "next-intl";
import * as Radix from "radix-ui/alert-dialog";
import { type ReactNode, useState } from "react";
import { Button } from "./button";
import { scrimClass } from "./dialog";
import { Field } from "./field";
import { Input } from "./input";

export interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description: ReactNode;
  /** What the button says: "Delete agent". */
  confirmLabel: string;
  /** Must be typed before the button works; for what hurts most. */
  typeToConfirm?: string;
  tone?: "danger" | "primary";
  /** The dialog closes when this resolves and stays open when it rejects; the caller shows why. */
  onConfirm: () => Promise<void> | void;
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, onOpenChange, title, description, confirmLabel, typeToConfirm, tone = "danger", onConfirm } = props;
  const t = useTranslations("common");
  const [busy, setBusy] = useState(false);
  const [typed, setTyped] = useState("");

  const confirm = async () => {
    setBusy(true);
    try {
      await onConfirm();
      onOpenChange(false);
    } catch {
      // Whoever asked reports the failure; here it only means that the question still stands.
    } finally {
      setBusy(false);
    }
  };

  return (
    <Radix.Root
      open={open}
      onOpenChange={(next) => {
        if (busy) return;
        setTyped("");
        onOpenChange(next);
      }}
    >
      <Radix.Portal>
        <Radix.Overlay className={scrimClass} />
        <Radix.Content className="fixed inset-0 z-50 m-auto h-fit w-[calc(100%-2rem)] max-w-[420px] rounded-xl border border-line bg-surface p-5 shadow-3 outline-none data-[state=closed]:animate-pop-out data-[state=open]:animate-pop">
          <Radix.Title className="text-base">{title}</Radix.Title>
          <Radix.Description className="mt-1.5 text-ink-2 text-sm">{description}</Radix.Description>
          {typeToConfirm ? (
            <Field label={t("typeToConfirm", { text: typeToConfirm })} className="mt-4">
              {(control) => (
                <Input
                  {...control}
                  value={typed}
                  onChange={(event) => setTyped(event.target.value)}
                  autoComplete="off"
                />
              )}
            </Field>
          ) : null}
          <div className="mt-5 flex justify-end gap-2 max-sm:[&>*]:flex-1">
            <Radix.Cancel asChild>
              <Button>{t("cancel")}</Button>
            </Radix.Cancel>
            <Button
              variant={tone}
              loading={busy}
              disabled={typeToConfirm !== undefined && typed !== typeToConfirm}
              onClick={confirm}
            >
              {confirmLabel}
            </Button>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
