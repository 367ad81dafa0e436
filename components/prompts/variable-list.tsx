"use client";
// The variables of a text as they are found in it, each a line that opens into what is said of it.

import { ChevronRight, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "../ui/icon-button";
import { VarChip } from "../ui/var-chip";
import { faultOf, type VariableDraft } from "./prompt-draft";
import { VariableFields } from "./variable-fields";

export interface VariableListProps {
  variables: readonly VariableDraft[];
  disabled: boolean;
  onChange: (variable: VariableDraft) => void;
  onInsert: (name: string) => void;
}

export function VariableList({ variables, disabled, onChange, onInsert }: VariableListProps) {
  const t = useTranslations("prompts.variables");
  return (
    <section aria-labelledby="prompt-variables" className="min-w-0">
      <h2 id="prompt-variables" className="text-base">
        {t("title")}
      </h2>
      {variables.length === 0 ? <p className="mt-1.5 text-pretty text-ink-2">{t("none")}</p> : null}
      <ul className="mt-1.5 flex flex-col">
        {variables.map((variable) => (
          <li key={variable.name} className="relative border-line border-b">
            <details className="group/variable">
              <summary className="flex min-h-10 list-none items-center gap-2 rounded-sm pr-9 hover:bg-sunken/60 touch:min-h-11 [&::-webkit-details-marker]:hidden">
                <ChevronRight className="size-3.5 flex-none text-ink-3 transition-transform group-open/variable:rotate-90" />
                <span className="sr-only">{t("settings", { name: variable.name })}</span>
                <span aria-hidden="true" className="min-w-0 truncate">
                  <VarChip thread="tool" name={variable.name} />
                </span>
                <span className="ml-auto flex-none truncate text-ink-3 text-xs">
                  <Facts variable={variable} />
                </span>
              </summary>
              <VariableFields variable={variable} disabled={disabled} onChange={onChange} />
            </details>
            {disabled ? null : (
              <IconButton
                size="sm"
                label={t("insert", { name: variable.name })}
                className="absolute top-2 right-1"
                onClick={() => onInsert(variable.name)}
              >
                <Plus />
              </IconButton>
            )}
            <Fault variable={variable} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Facts({ variable }: { variable: VariableDraft }) {
  const t = useTranslations("prompts.variables");
  const { kind, isRequired } = variable;
  return (
    <>
      {t(`kinds.${kind}`)}
      {isRequired ? null : ` · ${t("optional")}`}
    </>
  );
}

function Fault({ variable }: { variable: VariableDraft }) {
  const t = useTranslations("prompts.variables.faults");
  const fault = faultOf(variable);
  if (!fault) return null;
  return (
    <p role="alert" className="pb-2 pl-5.5 text-bad-ink text-xs">
      {t(fault)}
    </p>
  );
}
