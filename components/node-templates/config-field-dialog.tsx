"use client";
// Changes what a field is called and what it starts with, in the whole installation. What is left empty is the product's.

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { z } from "zod";
import { useNodeWords } from "@/components/canvas/use-node-words";
import { changeConfigField, configFieldsQuery } from "@/lib/node-templates/client";
import { type ConfigFieldView, templateLimits } from "@/lib/node-templates/contract";
import type { Json } from "@/lib/shared/json";
import { nodeTemplatesQuery } from "@/lib/workflows/client";
import { TextField } from "../forms/text-field";
import { useForm } from "../forms/use-form";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { ErrorBanner } from "../ui/error-state";
import { showToast } from "../ui/toast";

const schema = z.object({ label: z.string(), help: z.string(), default: z.string() });

export interface ConfigFieldDialogProps {
  workspace: string;
  field: ConfigFieldView;
  onClose: () => void;
}

export function ConfigFieldDialog({ workspace, field, onClose }: ConfigFieldDialogProps) {
  const t = useTranslations("templates");
  const common = useTranslations("common");
  const words = useNodeWords();
  const cache = useQueryClient();
  const id = useId();
  const { type, key } = field;
  const own = JSON.stringify(field.default) === JSON.stringify(field.productDefault) ? null : field.default;
  const form = useForm(schema, async (typed) => {
    await changeConfigField(field.fieldKey, {
      label: typed.label.trim() || null,
      help: typed.help.trim() || null,
      default: readValue(typed.default),
    });
    await Promise.all([
      cache.invalidateQueries({ queryKey: configFieldsQuery(workspace).queryKey }),
      cache.invalidateQueries({ queryKey: nodeTemplatesQuery(workspace).queryKey }),
    ]);
    showToast({ tone: "ok", title: t("saved") });
    onClose();
    return "leave";
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={words.fieldLabel(type, field)}
      description={t("emptyIsProducts")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button variant="primary" type="submit" form={id} loading={form.busy}>
            {t("save")}
          </Button>
        </>
      }
    >
      <form id={id} method="post" noValidate onSubmit={form.submit} onInput={form.edit} className="flex flex-col gap-4">
        {form.error ? <ErrorBanner error={form.error} /> : null}
        <TextField
          name="label"
          label={t("label")}
          maxLength={templateLimits.label}
          defaultValue={field.label ?? ""}
          placeholder={words.fieldLabel(type, { key, label: null })}
        />
        <TextField
          name="help"
          label={t("help")}
          maxLength={templateLimits.help}
          defaultValue={field.help ?? ""}
          placeholder={words.fieldHelp(type, { key, help: null }) ?? undefined}
        />
        <TextField
          name="default"
          label={t("default")}
          hint={t("defaultHint")}
          className="font-mono"
          defaultValue={own === null ? "" : writeValue(own)}
          placeholder={field.productDefault === null ? undefined : writeValue(field.productDefault)}
        />
      </form>
    </Dialog>
  );
}

/** JSON where it is some, else the text itself; null where nothing was typed. */
function readValue(text: string): Json {
  if (text.trim() === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function writeValue(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
