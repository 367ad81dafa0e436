"use client";
// A secret being typed, which its writer may look at.

import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { IconButton } from "./icon-button";
import { Input, type InputProps } from "./input";

export function PasswordInput(props: Omit<InputProps, "type" | "end">) {
  const t = useTranslations("common");
  const [shown, setShown] = useState(false);
  return (
    <Input
      {...props}
      type={shown ? "text" : "password"}
      autoCapitalize="off"
      spellCheck={false}
      end={
        <IconButton
          label={shown ? t("hideValue") : t("showValue")}
          aria-pressed={shown}
          size="sm"
          onClick={() => setShown((was) => !was)}
        >
          {shown ? <EyeOff /> : <Eye />}
        </IconButton>
      }
    />
  );
}
