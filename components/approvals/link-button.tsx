"use client";
// Makes a link that decides without signing in, and copies it. Where the browser does not let it be copied, it is shown.

import { Link2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { makeDecisionLink } from "@/lib/approvals/client";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { ErrorBanner } from "../ui/error-state";
import { Field } from "../ui/field";
import { IconButton } from "../ui/icon-button";
import { Input } from "../ui/input";
import { Time } from "../ui/time";

export function LinkButton({ approvalId }: { approvalId: string }) {
  const t = useTranslations("approvals.link");
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [copied, setCopied] = useState(false);
  const [made, setMade] = useState<{ url: string; expiresAt: string } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const field = useRef<HTMLInputElement>(null);
  const make = async () => {
    setBusy(true);
    setError(null);
    try {
      setMade(await makeDecisionLink(approvalId));
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  const copy = async () => {
    if (!made) return;
    try {
      await navigator.clipboard.writeText(made.url);
      setCopied(true);
    } catch {
      // Refused by the browser: it stands selected in its field.
      field.current?.focus();
    }
  };
  return (
    <>
      <IconButton label={t("action")} tipSide="bottom" onClick={() => setOpen(true)}>
        <Link2 />
      </IconButton>
      <Dialog
        open={open}
        onOpenChange={(next) => {
          setOpen(next);
          setCopied(false);
        }}
        title={t("title")}
        description={t("text")}
        footer={
          made ? (
            <Button variant="primary" onClick={copy}>
              {copied ? t("copied") : t("copy")}
            </Button>
          ) : (
            <Button variant="primary" loading={busy} onClick={make}>
              {t("make")}
            </Button>
          )
        }
      >
        {error ? <ErrorBanner error={error} /> : null}
        {made ? (
          <Field
            label={t("address")}
            hint={t.rich("until", { time: () => <Time value={made.expiresAt} show="exact" /> })}
          >
            {(control) => (
              <Input
                {...control}
                ref={field}
                readOnly
                value={made.url}
                className="font-mono text-xs"
                onFocus={(event) => event.currentTarget.select()}
              />
            )}
          </Field>
        ) : null}
      </Dialog>
    </>
  );
}
