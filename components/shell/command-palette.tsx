"use client";
// Reaches every page and every action of the page by typing a few letters of it.

import { Command as Palette } from "cmdk";
import { CornerDownLeft, Languages, Search, Settings2, SunMoon } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import * as Dialog from "radix-ui/dialog";
import { type ReactNode, useState } from "react";
import { themes } from "@/lib/i18n/cookies";
import { localeNames, locales } from "@/lib/i18n/locales";
import { scrimClass } from "../ui/dialog";
import { Kbd } from "../ui/kbd";
import { pageCommands } from "./commands";
import { useKeepChoice } from "./keep-choice";
import { matchEntry } from "./match-entry";
import { type SectionKey, type SettingsPageKey, studioSections } from "./studio-sections";

export interface CommandPaletteProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  workspaceSlug: string;
  sections?: readonly SectionKey[];
  settingsPages?: readonly SettingsPageKey[];
}

// Where a frame does not say which, those that everybody has.
const openToAll: readonly SettingsPageKey[] = ["account", "workspace"];

const groupClass =
  "[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:text-ink-3";

interface EntryProps {
  id: string;
  title: string;
  icon?: ReactNode;
  keywords?: string[] | undefined;
  keys?: string | undefined;
  onSelect: () => void;
}

function Entry({ id, title, icon, keywords, keys, onSelect }: EntryProps) {
  return (
    <Palette.Item
      value={`${title} ${id}`}
      keywords={keywords ?? []}
      onSelect={onSelect}
      className="group/entry flex min-h-9 items-center gap-3 rounded-md px-2.5 text-ink-2 data-[selected=true]:bg-accent-soft data-[selected=true]:text-ink touch:min-h-11 [&_svg]:text-ink-3"
    >
      {icon}
      <span className="min-w-0 flex-1 truncate">{title}</span>
      {keys ? (
        <Kbd keys={keys} />
      ) : (
        <CornerDownLeft className="size-3.5 opacity-0 group-data-[selected=true]/entry:opacity-100" />
      )}
    </Palette.Item>
  );
}

export function CommandPalette({
  open,
  onOpenChange,
  workspaceSlug,
  sections,
  settingsPages = openToAll,
}: CommandPaletteProps) {
  const t = useTranslations("shell");
  const router = useRouter();
  const keep = useKeepChoice();
  const [text, setText] = useState("");
  const commands = open ? pageCommands() : [];
  const shown = studioSections.filter((section) => !sections || sections.includes(section.key));

  const change = (next: boolean) => {
    if (!next) setText("");
    onOpenChange(next);
  };
  const then = (deed: () => void) => () => {
    change(false);
    deed();
  };
  const go = (path: string) => then(() => router.push(`/w/${workspaceSlug}/${path}`));

  return (
    <Dialog.Root open={open} onOpenChange={change}>
      <Dialog.Portal>
        <Dialog.Overlay className={scrimClass} />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-x-0 top-[min(18vh,160px)] z-50 mx-auto w-[calc(100%-24px)] max-w-[580px] overflow-hidden rounded-xl border border-line bg-surface shadow-3 outline-none data-[state=closed]:animate-pop-out data-[state=open]:animate-pop max-sm:top-3"
        >
          <Dialog.Title className="sr-only">{t("palette.title")}</Dialog.Title>
          <Palette label={t("palette.title")} filter={matchEntry} loop>
            <div className="flex items-center gap-2.5 border-line border-b px-4">
              <Search className="text-ink-3" />
              <Palette.Input
                value={text}
                onValueChange={setText}
                placeholder={t("palette.placeholder")}
                className="h-12 min-w-0 flex-1 bg-transparent text-base outline-none touch:text-[1rem]"
              />
            </div>
            <Palette.List className="max-h-[min(52vh,400px)] scroll-py-2 overflow-y-auto p-1.5">
              <Palette.Empty className="px-3 py-8 text-center text-ink-3">{t("palette.empty", { text })}</Palette.Empty>
              {commands.length > 0 ? (
                <Palette.Group heading={t("palette.here")} className={groupClass}>
                  {commands.map((command) => (
                    <Entry key={command.id} {...command} onSelect={then(command.run)} />
                  ))}
                </Palette.Group>
              ) : null}
              <Palette.Group heading={t("palette.go")} className={groupClass}>
                {shown.map((section) => {
                  const Icon = section.icon;
                  return (
                    <Entry
                      key={section.key}
                      id={section.path}
                      title={t(`sections.${section.key}`)}
                      keywords={[section.key]}
                      icon={<Icon />}
                      onSelect={go(section.path)}
                    />
                  );
                })}
                {settingsPages.map((page) => (
                  <Entry
                    key={page}
                    id={`settings/${page}`}
                    title={t(`settingsPages.${page}`)}
                    keywords={["settings", page]}
                    icon={<Settings2 />}
                    onSelect={go(`settings/${page}`)}
                  />
                ))}
              </Palette.Group>
              <Palette.Group heading={t("palette.preferences")} className={groupClass}>
                {themes.map((theme) => (
                  <Entry
                    key={theme}
                    id={`theme-${theme}`}
                    title={t("palette.useTheme", { theme: t(`themes.${theme}`) })}
                    keywords={["theme", theme]}
                    icon={<SunMoon />}
                    onSelect={then(() => void keep({ theme }))}
                  />
                ))}
                {locales.map((locale) => (
                  <Entry
                    key={locale}
                    id={`language-${locale}`}
                    title={t("palette.useLanguage", { language: localeNames[locale] })}
                    keywords={["language", locale]}
                    icon={<Languages />}
                    onSelect={then(() => void keep({ language: locale }))}
                  />
                ))}
              </Palette.Group>
            </Palette.List>
            <div className="flex gap-4 border-line border-t px-4 py-2 text-ink-3 text-xs touch:hidden">
              <span className="flex items-center gap-1.5">
                <Kbd keys="arrowup" />
                <Kbd keys="arrowdown" /> {t("palette.hintMove")}
              </span>
              <span className="flex items-center gap-1.5">
                <Kbd keys="enter" /> {t("palette.hintOpen")}
              </span>
              <span className="flex items-center gap-1.5">
                <Kbd keys="escape" /> {t("palette.hintClose")}
              </span>
            </div>
          </Palette>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
