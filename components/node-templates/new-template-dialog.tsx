"use client";
// Makes a template from an entry of the palette: a name and what it is for; the rest is edited afterwards.

import { useTranslations } from "next-intl";
import { useId } from "react";
import { z } from "zod";
import { useNodeWords } from "@/components/canvas/use-node-words";
import { createTemplate } from "@/lib/node-templates/client";
import { createNodeTemplate, templateLimits } from "@/lib/node-templates/contract";
import type { NodeTemplateView } from "@/lib/workflows/contract";
import { useFaultWords } from "../forms/fault-words";
import { TextField } from "../forms/text-field";
import { useForm } from "../forms/use-form";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { ErrorBanner } from "../ui/error-state";

const schema = createNodeTemplate.body?.pick({ name: true, description: true }) ?? z.never();

export interface NewTemplateDialogProps {
  from: NodeTemplateView;
  onMade: (template: NodeTemplateView) => Promise<void>;
  onClose: () => void;
}

export function NewTemplateDialog({ from, onMade, onClose }: NewTemplateDialogProps) {
  const t = useTranslations("templates");
  const common = useTranslations("common");
  const words = useNodeWords();
  const say = useFaultWords();
  const id = useId();
  const form = useForm(schema, async (typed) => {
    await onMade(await createTemplate({ from: from.code, ...typed }));
    return "leave";
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t("copyTitle", { name: words.templateName(from) })}
      description={t("copyText")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button variant="primary" type="submit" form={id} loading={form.busy}>
            {t("make")}
          </Button>
        </>
      }
    >
      <form id={id} method="post" noValidate onSubmit={form.submit} onInput={form.edit} className="flex flex-col gap-4">
        {form.error ? <ErrorBanner error={form.error} /> : null}
        <TextField name="name" label={t("name")} maxLength={templateLimits.name} error={say(form.faults.name)} />
        <TextField
          name="description"
          label={t("description")}
          maxLength={templateLimits.description}
          error={say(form.faults.description)}
        />
      </form>
    </Dialog>
  );
}
