// The end of a form: its button, and that it was saved, said once and quietly.

import { Check } from "lucide-react";
import { Button } from "../ui/button";

export interface SaveRowProps {
  label: string;
  savedLabel: string;
  busy: boolean;
  saved: boolean;
}

export function SaveRow({ label, savedLabel, busy, saved }: SaveRowProps) {
  return (
    <div className="flex items-center gap-3">
      <Button type="submit" loading={busy}>
        {label}
      </Button>
      <span className="flex items-center gap-1.5 text-ink-2" aria-live="polite">
        {saved ? (
          <>
            <Check className="size-4 text-ok-ink" aria-hidden="true" />
            {savedLabel}
          </>
        ) : null}
      </span>
    </div>
  );
}
