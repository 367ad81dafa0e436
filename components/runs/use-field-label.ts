"use client";
// What the field of a node is called in its form, for a failure that is in one. The words of all node types are many:
// they are fetched with the first such failure.

import { useLocale } from "next-intl";
import { useEffect, useState } from "react";
import { loadMessages } from "@/lib/i18n/messages";

/** The member of a config, input or output that a path like `config.until` or `inputs.items` leads to. */
const memberIn = /^(config|inputs|outputs)\.([^.[]+)/;

/** The label of a field; its key until it is known, or where it has none; null without a field. */
export function useFieldLabel(nodeType: string | undefined, field: string | undefined): string | null {
  const locale = useLocale();
  const [, part, key] = memberIn.exec(field ?? "") ?? [];
  const place = part === "config" && nodeType ? `${nodeType} ${key}` : null;
  const [known, setKnown] = useState<{ place: string; label: string }>();
  useEffect(() => {
    if (place === null) return;
    let wanted = true;
    const [type = "", name = ""] = place.split(" ");
    loadMessages(locale, ["nodes"])
      .then(({ nodes }) => {
        const types: Record<string, { fields: Record<string, { label?: string }> } | undefined> = nodes.types;
        const label = types[type]?.fields[name]?.label;
        if (wanted && label) setKnown({ place, label });
      })
      // Offline: the key says enough.
      .catch(() => {});
    return () => {
      wanted = false;
    };
  }, [place, locale]);
  if (field === undefined) return null;
  return known && known.place === place ? known.label : (key ?? field);
}
