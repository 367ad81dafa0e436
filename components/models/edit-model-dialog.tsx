"use client";
// Changes what is known of a model: its name, window, prices and what it can do.

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { callOperation } from "@/lib/http/client";
import { type Capabilities, type ModelView, updateModel } from "@/lib/models/contract";
import { parametersOfModel } from "@/lib/models/parameter-preset-rules";
import { type ModelStatus, modelStatuses } from "@/lib/shared/statuses";
import { currencyOptions } from "../forms/currency-options";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Dialog } from "../ui/dialog";
import { ErrorBanner } from "../ui/error-state";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { capabilityNames } from "./capability-names";
import { differencesOf, type TypedFacts, takeOver } from "./detected-differences";
import { DetectedOffer } from "./detected-offer";
import { ModelUses } from "./model-uses";
import { type NumberField, numberFields, readNumber, textsOf, wholeNumbers } from "./number-fields";
import { numberLabels } from "./number-labels";
import { draftsOf, findDraftFault, specsOf } from "./parameter-drafts";
import { ParametersEditor } from "./parameters-editor";
import { useDetectedWords } from "./use-detected-words";
import { useRefreshModels } from "./use-refresh";

export interface EditModelDialogProps {
  workspace: string;
  model: ModelView;
  onClose: () => void;
}

export function EditModelDialog({ workspace, model, onClose }: EditModelDialogProps) {
  const t = useTranslations("models");
  const c = useTranslations("common");
  const form = useId();
  const refresh = useRefreshModels(workspace);
  const [name, setName] = useState(model.name);
  const [modelId, setModelId] = useState(model.modelId);
  const [texts, setTexts] = useState(() => textsOf(model));
  const [currency, setCurrency] = useState(model.currency);
  const [status, setStatus] = useState(model.status);
  const [capabilities, setCapabilities] = useState<Capabilities>(model.capabilities);
  const [untouched] = useState(() => draftsOf(parametersOfModel(model)));
  const [parameters, setParameters] = useState(untouched);
  const [tried, setTried] = useState(false);
  const wrong = numberFields.filter((field) => readNumber(texts[field], field) === undefined);
  const isFit = parameters.every((draft) => findDraftFault(draft, parameters) === null);
  const isWhole = name.trim() !== "" && modelId.trim() !== "" && wrong.length === 0 && isFit;
  const detected = useDetectedWords(model);
  const number = (field: NumberField) => readNumber(texts[field], field);
  const typed: TypedFacts = {
    contextWindow: number("contextWindow"),
    maxTokens: number("maxTokens"),
    inputPrice: number("inputPrice"),
    outputPrice: number("outputPrice"),
    cachedPrice: number("cachedPrice"),
    currency,
    capabilities,
    // What was not touched goes on following its kind of model.
    parameters: parameters === untouched ? model.parameters : specsOf(parameters),
  };
  const wholeOf = (facts: TypedFacts) => parametersOfModel({ ...model, ...facts, maxTokens: facts.maxTokens ?? null });
  const told = model.detected && takeOver(typed, model.detected);
  const differences = told ? differencesOf(typed, told, wholeOf) : [];
  const use = (facts: TypedFacts) => {
    setTexts(textsOf(numbersOf(facts)));
    setCurrency(facts.currency);
    setCapabilities(facts.capabilities);
    if (facts.parameters !== typed.parameters) setParameters(draftsOf(wholeOf(facts)));
  };
  // Stored as it was told, a parameter goes on following what is told of it.
  const isTold = told !== null && !differences.some(({ kind }) => kind === "parameters");

  const save = useMutation({
    mutationFn: () =>
      callOperation(updateModel, {
        params: { modelId: model.id },
        body: {
          name: name.trim(),
          modelId: modelId.trim(),
          ...numbersOf(typed),
          currency,
          status,
          capabilities,
          ...(parameters === untouched ? {} : { parameters: { ...(isTold ? told.parameters : typed.parameters) } }),
        },
      }),
    onSuccess: async () => {
      await refresh();
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isWhole && !save.isPending) save.mutate();
  };
  const missing = (text: string) => (tried && text.trim() === "" ? t("faults.missing") : undefined);

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("editModel.title", { name: model.name })}
      footer={
        <>
          <Button onClick={onClose}>{c("cancel")}</Button>
          <Button type="submit" form={form} variant="primary" loading={save.isPending}>
            {t("editModel.save")}
          </Button>
        </>
      }
    >
      <form id={form} noValidate onSubmit={submit} className="grid gap-4 sm:grid-cols-2">
        {model.detected && told && differences.length > 0 ? (
          <DetectedOffer from={model.detected.from} differences={differences} onUse={() => use(told)} />
        ) : null}
        <Field label={t("editModel.name")} required error={missing(name)}>
          {(control) => (
            <Input {...control} value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />
          )}
        </Field>
        <Field label={t("editModel.modelId")} required error={missing(modelId)}>
          {(control) => (
            <Input
              {...control}
              autoCapitalize="none"
              spellCheck={false}
              value={modelId}
              maxLength={300}
              onChange={(event) => setModelId(event.target.value)}
            />
          )}
        </Field>
        {numberFields.map((field) => (
          <Field
            key={field}
            label={t(`editModel.${numberLabels[field]}`)}
            error={
              tried && wrong.includes(field)
                ? t(
                    "faults.number",
                    wholeNumbers.has(field) ? { min: 1, max: 100_000_000 } : { min: 0, max: 1_000_000 },
                  )
                : undefined
            }
            hint={detected.number(field, readNumber(texts[field], field))}
          >
            {(control) => (
              <Input
                {...control}
                inputMode="decimal"
                value={texts[field]}
                onChange={(event) => setTexts({ ...texts, [field]: event.target.value })}
              />
            )}
          </Field>
        ))}
        <Field label={t("editModel.currency")}>
          {(control) => (
            <Select
              {...control}
              value={currency}
              options={currencyOptions(currency)}
              onChange={(event) => setCurrency(event.target.value)}
            />
          )}
        </Field>
        <p className="-mt-2 text-ink-3 text-xs sm:col-span-2">{t("editModel.priceHint")}</p>
        <Field label={t("editModel.status")} className="sm:col-span-2">
          {(control) => (
            <Select
              {...control}
              value={status}
              options={modelStatuses.map((value) => ({ value, label: statusLabel(value) }))}
              onChange={(event) => setStatus(modelStatuses.find((one) => one === event.target.value) ?? status)}
            />
          )}
        </Field>
        <fieldset className="sm:col-span-2">
          <legend className="mb-1.5 font-medium text-ink-2 text-xs">{t("editModel.capabilities")}</legend>
          <div className="grid gap-x-4 gap-y-1.5 sm:grid-cols-2">
            {capabilityNames.map((one) => (
              <Checkbox
                key={one}
                label={t(`capabilities.${one}`)}
                hint={detected.capability(one, capabilities[one] ?? false)}
                checked={capabilities[one] ?? false}
                onChange={(event) => setCapabilities({ ...capabilities, [one]: event.target.checked })}
              />
            ))}
          </div>
        </fieldset>
        {model.type === "chat" ? (
          <div className="min-w-0 sm:col-span-2">
            <ParametersEditor drafts={parameters} onChange={setParameters} />
          </div>
        ) : null}
        {tried && !isFit ? (
          <Banner tone="bad" className="sm:col-span-2">
            {t("parameters.unfit")}
          </Banner>
        ) : null}
        {status === model.status || status === "active" || status === "beta" ? null : (
          <ModelUses workspace={workspace} models={[model]} />
        )}
        {save.error ? <ErrorBanner error={save.error} className="sm:col-span-2" /> : null}
      </form>
    </Dialog>
  );

  function statusLabel(value: ModelStatus): string {
    return value === "active" ? t("editModel.active") : t(`model.${value}`);
  }
}

function numbersOf(facts: TypedFacts): Record<NumberField, number | null> {
  const of = (field: NumberField) => facts[field] ?? null;
  return {
    contextWindow: of("contextWindow"),
    maxTokens: of("maxTokens"),
    inputPrice: of("inputPrice"),
    outputPrice: of("outputPrice"),
    cachedPrice: of("cachedPrice"),
  };
}
