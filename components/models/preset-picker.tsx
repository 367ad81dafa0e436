"use client";
// The first choice when a provider is added: whose it is.

import { Boxes, Cloud, Server } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ProviderPreset, presets } from "@/lib/models/provider-rules";
import { Glyph } from "../ui/glyph";

function Group({
  title,
  list,
  onPick,
}: {
  title: string;
  list: ProviderPreset[];
  onPick: PresetPickerProps["onPick"];
}) {
  const t = useTranslations("models.add");
  return (
    <section aria-label={title} className="flex flex-col gap-2">
      <h3 className="font-medium text-ink-2 text-xs">{title}</h3>
      <ul className="grid grid-cols-2 gap-2 sm:grid-cols-3">
        {list.map((preset) => (
          <li key={preset.id}>
            <button
              type="button"
              data-preset={preset.id}
              onClick={() => onPick(preset)}
              className="flex min-h-11 w-full items-center gap-2.5 rounded-md border border-line bg-raised px-3 py-2 text-left font-medium transition-colors hover:border-line-strong hover:bg-hover"
            >
              <Glyph thread={preset.isLocal ? "tool" : preset.name === null ? "flow" : "model"}>
                {preset.isLocal ? <Server /> : preset.name === null ? <Boxes /> : <Cloud />}
              </Glyph>
              <span className="min-w-0">{preset.name ?? t("other")}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

export interface PresetPickerProps {
  onPick: (preset: ProviderPreset) => void;
}

export function PresetPicker({ onPick }: PresetPickerProps) {
  const t = useTranslations("models.add");
  return (
    <div className="flex flex-col gap-5">
      <Group title={t("pick")} list={presets.filter((preset) => !preset.isLocal)} onPick={onPick} />
      <Group title={t("local")} list={presets.filter((preset) => preset.isLocal)} onPick={onPick} />
    </div>
  );
}
