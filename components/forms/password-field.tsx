"use client";
// A password: hidden unless one wants to see it; a new one with how strong it is.

import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { minPasswordLength, passwordStrength } from "@/lib/auth/password-rules";
import { cn } from "../ui/cn";
import { Field } from "../ui/field";
import { IconButton } from "../ui/icon-button";
import { Input } from "../ui/input";

export interface PasswordFieldProps {
  name: string;
  label: ReactNode;
  error?: ReactNode;
  /** A new password gets a hint and a measure of its strength. */
  isNew?: boolean;
  autoFocus?: boolean;
}

const colours = ["bg-line-strong", "bg-bad", "bg-warn", "bg-ok", "bg-ok"];

function Strength({ password }: { password: string }) {
  const t = useTranslations("auth.strength");
  const strength = password === "" ? 0 : passwordStrength(password);
  return (
    <span className="flex items-center gap-2">
      <span className="flex flex-1 gap-1" aria-hidden="true">
        {[1, 2, 3, 4].map((step) => (
          <span
            key={step}
            className={cn(
              "h-1 flex-1 rounded-full transition-colors",
              strength >= step ? colours[strength] : "bg-line",
            )}
          />
        ))}
      </span>
      <span className="min-w-16 text-right text-ink-3 text-xs" aria-live="polite">
        {password === "" ? "" : t(`${strength}`)}
      </span>
    </span>
  );
}

export function PasswordField({ name, label, error, isNew, autoFocus }: PasswordFieldProps) {
  const t = useTranslations("auth");
  const [shown, setShown] = useState(false);
  const [typed, setTyped] = useState("");
  return (
    <div className="flex flex-col gap-2">
      <Field
        label={label}
        required
        {...(error ? { error } : {})}
        {...(isNew ? { hint: t("passwordHint", { min: minPasswordLength }) } : {})}
      >
        {(control) => (
          <Input
            {...control}
            name={name}
            type={shown ? "text" : "password"}
            autoComplete={isNew ? "new-password" : "current-password"}
            autoCapitalize="none"
            spellCheck={false}
            {...(autoFocus ? { autoFocus } : {})}
            {...(isNew ? { onInput: (event) => setTyped(event.currentTarget.value) } : {})}
            end={
              <IconButton
                size="sm"
                label={shown ? t("hidePassword") : t("showPassword")}
                aria-pressed={shown}
                onClick={() => setShown(!shown)}
              >
                {shown ? <EyeOff /> : <Eye />}
              </IconButton>
            }
          />
        )}
      </Field>
      {isNew ? <Strength password={typed} /> : null}
    </div>
  );
}
