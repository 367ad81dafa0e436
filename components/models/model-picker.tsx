"use client";
// Choosing models of a provider: from what it lists, or by typing an id where it can't list.

import { Plus, Search, X } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { type KeyboardEvent, useState } from "react";
import type { Offer, OfferedModel } from "@/lib/models/contract";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { ErrorBanner } from "../ui/error-state";
import { Field } from "../ui/field";
import { IconButton } from "../ui/icon-button";
import { Input } from "../ui/input";
import { SkeletonRows } from "../ui/skeleton";
import { tip } from "../ui/tip";
import { FaultBanner } from "./fault-banner";
import { useModelFacts } from "./model-facts";

export type ChosenModel = Pick<OfferedModel, "modelId" | "type"> & Partial<Pick<OfferedModel, "detected">>;

export interface ModelPickerProps {
  offer: Offer | undefined;
  loading: boolean;
  error: unknown;
  /** Asks the provider; absent where that happens by itself. */
  onList?: () => void;
  chosen: readonly ChosenModel[];
  onChange: (chosen: ChosenModel[]) => void;
  example?: string;
}

const maxShown = 200;

export function ModelPicker({ offer, loading, error, onList, chosen, onChange, example }: ModelPickerProps) {
  const t = useTranslations("models.picker");
  const [search, setSearch] = useState("");
  const items = offer?.items ?? [];
  const shown = items.filter(({ modelId }) => modelId.toLowerCase().includes(search.trim().toLowerCase()));
  const typed = chosen.filter(({ modelId }) => !items.some((item) => item.modelId === modelId));
  const toggle = (model: OfferedModel, on: boolean) => {
    const others = chosen.filter(({ modelId }) => modelId !== model.modelId);
    onChange(on ? [...others, { modelId: model.modelId, type: model.type, detected: model.detected }] : others);
  };
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="mb-1.5 flex w-full items-center justify-between gap-3 font-medium text-ink-2 text-xs">
        {t("title")}
        <span className="font-normal text-ink-3" aria-live="polite">
          {t("chosen", { count: chosen.length })}
        </span>
      </legend>
      {onList ? (
        <Button className="self-start" loading={loading} onClick={onList}>
          {offer ? t("again") : t("list")}
        </Button>
      ) : null}
      {error ? <ErrorBanner error={error} /> : null}
      {offer?.fault ? <FaultBanner fault={offer.fault} /> : null}
      {offer && !offer.listed && !offer.fault ? <p className="text-ink-2">{t("unlisted")}</p> : null}
      {offer?.listed && items.length === 0 ? <p className="text-ink-2">{t("none")}</p> : null}
      {loading && !offer ? <SkeletonRows rows={3} className="rounded-md border border-line" /> : null}
      {items.length > 0 ? (
        <div className="overflow-hidden rounded-md border border-line">
          {items.length > 8 ? (
            <div className="border-line border-b p-2">
              <Input
                type="search"
                aria-label={t("search", { count: items.length })}
                placeholder={t("search", { count: items.length })}
                start={<Search className="size-3.5" />}
                value={search}
                onChange={(event) => setSearch(event.target.value)}
              />
            </div>
          ) : null}
          <ul className="max-h-64 divide-y divide-line overflow-y-auto">
            {shown.slice(0, maxShown).map((model) => (
              <OfferedRow
                key={model.modelId}
                model={model}
                checked={model.added || chosen.some(({ modelId }) => modelId === model.modelId)}
                onToggle={(on) => toggle(model, on)}
              />
            ))}
          </ul>
          {shown.length === 0 ? (
            <p className="px-3 py-4 text-center text-ink-3">{t("nothingFits", { text: search })}</p>
          ) : null}
        </div>
      ) : null}
      <TypedIds typed={typed} chosen={chosen} onChange={onChange} example={example ?? "qwen-plus"} />
    </fieldset>
  );
}

function OfferedRow({
  model,
  checked,
  onToggle,
}: {
  model: OfferedModel;
  checked: boolean;
  onToggle: (on: boolean) => void;
}) {
  const t = useTranslations("models");
  const facts = useModelFacts();
  const format = useFormatter();
  const price = facts.price(model);
  const noted = model.pricesOf ? format.dateTime(new Date(model.pricesOf), { year: "numeric", month: "short" }) : null;
  return (
    <li className="flex items-center gap-3 px-3 py-1.5">
      <Checkbox
        className="min-w-0 flex-1"
        label={<span className="break-all">{model.modelId}</span>}
        checked={checked}
        disabled={model.added}
        onChange={(event) => onToggle(event.target.checked)}
      />
      {model.added ? <Badge>{t("picker.added")}</Badge> : null}
      {model.type === "chat" ? null : <Badge>{t(`model.${model.type}`)}</Badge>}
      {price && noted ? (
        <span
          {...tip(t("picker.pricesOf", { date: noted }))}
          className="tabular relative text-ink-3 text-xs max-sm:hidden"
        >
          {price}
        </span>
      ) : null}
    </li>
  );
}

function TypedIds(props: {
  typed: ChosenModel[];
  chosen: readonly ChosenModel[];
  onChange: (chosen: ChosenModel[]) => void;
  example: string;
}) {
  const { typed, chosen, onChange, example } = props;
  const t = useTranslations("models.picker");
  const [text, setText] = useState("");
  const add = () => {
    const modelId = text.trim();
    if (modelId === "") return;
    if (!chosen.some((model) => model.modelId === modelId)) onChange([...chosen, { modelId, type: "chat" }]);
    setText("");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While Chinese is being composed, Enter belongs to the input method.
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    add();
  };
  return (
    <div className="flex flex-col gap-2">
      {typed.length > 0 ? (
        <ul className="flex flex-wrap gap-1.5">
          {typed.map(({ modelId }) => (
            <li
              key={modelId}
              className="flex max-w-full items-center gap-1 rounded-sm bg-accent-soft pl-2 text-accent-text text-xs"
            >
              <span className="min-w-0 break-all">{modelId}</span>
              <IconButton
                size="sm"
                label={t("leaveOut", { name: modelId })}
                onClick={() => onChange(chosen.filter((model) => model.modelId !== modelId))}
              >
                <X />
              </IconButton>
            </li>
          ))}
        </ul>
      ) : null}
      <div className="flex items-start gap-2">
        <Field label={t("type")} hint={t("typeHint", { example })} className="flex-1">
          {(control) => (
            <Input
              {...control}
              autoCapitalize="none"
              autoComplete="off"
              spellCheck={false}
              maxLength={300}
              value={text}
              onChange={(event) => setText(event.target.value)}
              onKeyDown={onKeyDown}
            />
          )}
        </Field>
        <Button className="mt-6" icon={<Plus />} disabled={text.trim() === ""} onClick={add}>
          {t("typeAdd")}
        </Button>
      </div>
    </div>
  );
}
