"use client";
// What a model can do, as small signs with their words in a tip.

import { Braces, Brain, Ear, Eye, Radio, Wrench } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Capabilities } from "@/lib/models/contract";
import { tip } from "../ui/tip";
import { capabilityNames } from "./capability-names";

const icons = { vision: Eye, audio: Ear, tools: Wrench, reasoning: Brain, json: Braces, streaming: Radio } as const;

export function CapabilityMarks({ capabilities }: { capabilities: Capabilities }) {
  const t = useTranslations("models.capabilities");
  // Nearly every model streams: a sign for it would be noise.
  const shown = capabilityNames.filter((name) => capabilities[name] && name !== "streaming");
  return (
    <ul className="relative z-10 flex gap-1.5 text-ink-3">
      {shown.map((name) => {
        const Icon = icons[name];
        return (
          <li key={name} {...tip(t(name))} className="flex size-5 items-center justify-center">
            <Icon className="size-3.5" />
            <span className="sr-only">{t(name)}</span>
          </li>
        );
      })}
    </ul>
  );
}
