"use client";
// What an agent asks for beside the question, as a form: in the welcome of a new conversation, later folded above the
// field that one writes in.

import { ChevronDown, SlidersHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { typedText } from "../forms/asked-field";
import { AskedForm } from "../forms/asked-form";
import { cn } from "../ui/cn";
import type { Inputs } from "./use-inputs";

function InputsForm({ inputs: { fields, values, faults, refusals, change } }: { inputs: Inputs }) {
  return <AskedForm fields={fields} values={values} faults={faults} refusals={refusals} onChange={change} />;
}

/** The form in the page of a new conversation. */
export function FirstInputs({ inputs, name }: { inputs: Inputs; name: string }) {
  const t = useTranslations("chat.inputs");
  const id = useId();
  return (
    <section aria-labelledby={id} className="rounded-xl border border-line bg-surface p-4 shadow-1 sm:p-5">
      <h3 id={id} className="font-medium text-base">
        {t("title")}
      </h3>
      <p className="mt-0.5 mb-4 text-ink-3 text-xs">{t("text", { name })}</p>
      <InputsForm inputs={inputs} />
    </section>
  );
}

/** A line that says what is set, and opens into the form. */
export function KeptInputs({ inputs }: { inputs: Inputs }) {
  const t = useTranslations("chat.inputs");
  const yesNo = useTranslations("chat.inputs.values");
  const id = useId();
  const { fields, values, open, setOpen } = inputs;
  const said = fields
    .map(({ name, label, type }) => {
      const value = values[name];
      const text = type === "boolean" ? yesNo(value === true ? "yes" : "no") : typedText(value).trim();
      return text === "" ? null : t("said", { label: label ?? name, value: text });
    })
    .filter((line) => line !== null);
  return (
    <section aria-label={t("kept")} className="mb-2 rounded-xl border border-line bg-surface">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className="flex min-h-9 w-full items-center gap-2.5 rounded-xl px-3.5 text-left text-xs hover:bg-hover touch:min-h-11"
      >
        <SlidersHorizontal className="size-3.5 flex-none text-ink-3" />
        <span className="flex-none font-medium">{t("kept")}</span>
        <span className="min-w-0 flex-1 truncate text-ink-3">{open ? "" : said.join(" · ")}</span>
        <ChevronDown className={cn("size-3.5 flex-none text-ink-3 transition-transform", open && "rotate-180")} />
      </button>
      <div id={id} hidden={!open} className="max-h-[40dvh] overflow-y-auto px-3.5 pt-1 pb-4">
        {open ? <InputsForm inputs={inputs} /> : null}
      </div>
    </section>
  );
}
