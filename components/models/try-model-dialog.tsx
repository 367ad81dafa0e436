"use client";
// Asks a model one question with parameters of one's choice, as a run would ask it, and tells what came and what it cost.

import { useMutation } from "@tanstack/react-query";
import { Square } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { callOperation } from "@/lib/http/client";
import type { ModelView } from "@/lib/models/contract";
import { tryModel } from "@/lib/models/detect-contract";
import { parametersOfModel } from "@/lib/models/parameter-preset-rules";
import { findParameterFaults } from "@/lib/shared/model-parameters";
import type { ChosenParameters } from "@/lib/shared/parameter-values";
import { ParameterFold } from "../model-parameters/parameter-fold";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { ErrorBanner } from "../ui/error-state";
import { Field } from "../ui/field";
import { formatMoney } from "../ui/quantity-format";
import { Spinner } from "../ui/spinner";
import { Textarea } from "../ui/textarea";
import { Elapsed } from "../ui/time";
import { FaultBanner } from "./fault-banner";

export function TryModelDialog({ model, onClose }: { model: ModelView; onClose: () => void }) {
  const t = useTranslations("models.try");
  const c = useTranslations("common");
  const locale = useLocale();
  const form = useId();
  const [question, setQuestion] = useState("");
  const [values, setValues] = useState<ChosenParameters>({});
  const specs = parametersOfModel(model);
  const asked = useRef<AbortController | null>(null);
  // Whoever closes waits for nothing any more, and pays for as little.
  useEffect(() => () => asked.current?.abort(), []);
  const ask = useMutation({
    mutationFn: () => {
      asked.current = new AbortController();
      return callOperation(tryModel, {
        params: { modelId: model.id },
        body: { question: question.trim(), parameters: values },
        signal: asked.current.signal,
      });
    },
  });
  const stop = () => {
    asked.current?.abort();
    ask.reset();
  };
  const isReady = question.trim() !== "" && findParameterFaults(specs, values).length === 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady && !ask.isPending) ask.mutate();
  };
  const tried = ask.data;
  return (
    <Dialog
      isPassing
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("title", { name: model.name })}
      footer={
        <>
          <Button onClick={onClose}>{c("close")}</Button>
          {ask.isPending ? (
            // It comes where "Ask" was: the second click of a double one is not meant for it.
            <Button key="stop" icon={<Square />} onClick={(event) => event.detail < 2 && stop()}>
              {t("stop")}
            </Button>
          ) : (
            <Button type="submit" form={form} variant="primary" disabled={!isReady}>
              {t("ask")}
            </Button>
          )}
        </>
      }
    >
      <form id={form} noValidate onSubmit={submit} className="flex flex-col gap-4">
        <Field label={t("question")} required>
          {(control) => (
            <Textarea
              {...control}
              rows={3}
              maxLength={20_000}
              value={question}
              onChange={(event) => setQuestion(event.target.value)}
            />
          )}
        </Field>
        <ParameterFold className="grid gap-4 sm:grid-cols-2" specs={specs} values={values} onChange={setValues} />
        <div aria-live="polite" className="flex flex-col gap-3 empty:hidden">
          {ask.isPending ? (
            <p className="flex items-center gap-2 text-ink-3">
              <Spinner className="size-3.5" /> {t("waiting")} <Elapsed since={ask.submittedAt} />
            </p>
          ) : null}
          {ask.error ? <ErrorBanner error={ask.error} /> : null}
          {tried?.fault ? <FaultBanner fault={tried.fault} /> : null}
          {tried && !tried.fault ? (
            <div className="rounded-md border border-line bg-sunken p-3">
              {tried.thought ? (
                <p className="mb-2 line-clamp-4 whitespace-pre-wrap text-ink-3 text-xs">{tried.thought}</p>
              ) : null}
              <p className="max-h-64 overflow-y-auto whitespace-pre-wrap break-words">{tried.answer}</p>
            </div>
          ) : null}
          {tried ? (
            <p className="tabular text-ink-3 text-xs">
              {[
                t("time", { seconds: tried.totalMs / 1000 }),
                t("tokens", { input: tried.promptTokens, output: tried.completionTokens }),
                tried.cost === null || tried.currency === null ? "" : formatMoney(tried.cost, tried.currency, locale),
              ]
                .filter(Boolean)
                .join(" · ")}
            </p>
          ) : null}
          {tried && tried.notes.length > 0 ? (
            <ul className="text-ink-3 text-xs">
              {tried.notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          ) : null}
        </div>
      </form>
    </Dialog>
  );
}
