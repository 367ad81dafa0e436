"use client";
// Single permissions to tick, by category, out of those one has.

import { useTranslations } from "next-intl";
import type { Permission } from "@/lib/auth/permissions";
import { Checkbox } from "../ui/checkbox";

export interface PermissionChoiceProps {
  held: readonly Permission[];
  chosen: readonly Permission[];
  error?: string | undefined;
  onChange: (chosen: Permission[]) => void;
}

export function PermissionChoice({ held, chosen, error, onChange }: PermissionChoiceProps) {
  const t = useTranslations("settings");
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 font-medium text-ink-2 text-xs">{t("keys.permissions")}</legend>
      {error ? (
        <p role="alert" className="text-bad-ink text-xs">
          {error}
        </p>
      ) : null}
      <div className="grid max-h-60 gap-x-4 gap-y-2 overflow-y-auto rounded-md border border-line p-3 sm:grid-cols-2">
        {held.map((permission) => (
          <Checkbox
            key={permission}
            label={t(`permissions.${permission}`)}
            checked={chosen.includes(permission)}
            onChange={({ target }) =>
              onChange(target.checked ? [...chosen, permission] : chosen.filter((other) => other !== permission))
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
