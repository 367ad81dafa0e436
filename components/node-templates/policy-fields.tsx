"use client";
// What nodes of a template may change of their inputs and outputs: never more than their type allows.

import { useTranslations } from "next-intl";
import type { SchemaPolicy } from "@/lib/graph/schema";
import { Checkbox } from "../ui/checkbox";

const rights = ["add", "remove", "rename"] as const;

export function PolicyFields(props: {
  most: SchemaPolicy;
  policy: SchemaPolicy;
  onChange: (policy: SchemaPolicy) => void;
}) {
  const { most, policy, onChange } = props;
  const t = useTranslations("templates.policy");
  return (["inputs", "outputs"] as const).map((side) => (
    <fieldset key={side} className="flex flex-wrap items-center gap-x-5 gap-y-1">
      <legend className="pb-1 text-ink-2 text-xs">{t(side)}</legend>
      {rights.map((right) => (
        <Checkbox
          key={right}
          label={t(right)}
          checked={policy[side][right] && most[side][right]}
          disabled={!most[side][right]}
          onChange={(event) => onChange({ ...policy, [side]: { ...policy[side], [right]: event.target.checked } })}
        />
      ))}
    </fieldset>
  ));
}
