"use client";
// Light, dark, or as the system has it. Without `onChoose` only this browser remembers it.

import { Monitor, Moon, Sun } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useSyncExternalStore } from "react";
import { type Theme, themes } from "@/lib/i18n/cookies";
import { Segmented } from "../ui/segmented";
import { applyTheme, readTheme } from "../ui/theme";

const icons: Record<Theme, React.ReactNode> = { system: <Monitor />, light: <Sun />, dark: <Moon /> };

function watchTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}

export function ThemeChoice({ onChoose = applyTheme }: { onChoose?: (theme: Theme) => void }) {
  const t = useTranslations("shell");
  const theme = useSyncExternalStore<Theme>(watchTheme, readTheme, () => "system");
  return (
    <Segmented
      legend={t("theme")}
      name={`theme-${useId()}`}
      value={theme}
      onValueChange={onChoose}
      segments={themes.map((value) => ({ value, label: t(`themes.${value}`), icon: icons[value] }))}
      className="w-full [&_label]:px-1.5"
    />
  );
}
