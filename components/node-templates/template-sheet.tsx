"use client";
// One entry of the palette: its words, what its nodes may change, and its form field by field. Presets are typed into
// the controls of the designer.

import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useId, useMemo, useState } from "react";
import { DesignerProvider, useGraph } from "@/components/canvas/designer-context";
import { threadOfCategory } from "@/components/canvas/node-kinds";
import { NodeSchema } from "@/components/canvas/node-schema";
import { useNodeWords } from "@/components/canvas/use-node-words";
import type { SchemaPolicy } from "@/lib/graph/schema";
import { updateTemplate } from "@/lib/node-templates/client";
import { type FieldSettings, templateLimits } from "@/lib/node-templates/contract";
import { definitionOf } from "@/lib/nodes/catalogue";
import { nodeCategories } from "@/lib/nodes/contract";
import { AppError } from "@/lib/shared/errors";
import type { NodeTemplateView } from "@/lib/workflows/contract";
import { Button } from "../ui/button";
import { ErrorBanner } from "../ui/error-state";
import { Field } from "../ui/field";
import { Glyph } from "../ui/glyph";
import { iconNames, NamedIcon } from "../ui/icons-by-name";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { Sheet } from "../ui/sheet";
import { Textarea } from "../ui/textarea";
import { showToast } from "../ui/toast";
import { isCircle } from "./condition-draft";
import { FieldRow } from "./field-row";
import { PolicyFields } from "./policy-fields";
import { makeScratch, scratchId } from "./scratch-designer";
import { fieldsOf, moveField, presetsOf, settingsOf } from "./template-draft";

export interface TemplateSheetProps {
  workspace: string;
  template: NodeTemplateView;
  onSaved: () => Promise<void>;
  onDismiss: () => void;
}

export function TemplateSheet(props: TemplateSheetProps) {
  const { workspace, template, onDismiss } = props;
  const t = useTranslations("templates");
  const words = useNodeWords();
  const scratch = useMemo(() => makeScratch(workspace, template), [workspace, template]);
  useEffect(() => () => scratch.draft.close(), [scratch]);
  const [busy, setBusy] = useState(false);
  const id = useId();
  const common = useTranslations("common");
  return (
    <Sheet
      open
      isForm
      onOpenChange={(open) => open || busy || onDismiss()}
      title={words.templateName(template)}
      footer={
        <>
          <Button onClick={onDismiss}>{common("cancel")}</Button>
          <Button variant="primary" type="submit" form={id} loading={busy}>
            {t("save")}
          </Button>
        </>
      }
    >
      <DesignerProvider designer={scratch}>
        <TemplateForm {...props} id={id} onBusy={setBusy} />
      </DesignerProvider>
    </Sheet>
  );
}

function TemplateForm(props: TemplateSheetProps & { id: string; onBusy: (busy: boolean) => void }) {
  const { template, id, onBusy, onSaved, onDismiss } = props;
  const t = useTranslations("templates");
  const words = useNodeWords();
  const definition = definitionOf(template.type);
  const node = useGraph((graph) => graph.nodes.find((one) => one.id === scratchId));
  const [name, setName] = useState(words.templateName(template));
  const [description, setDescription] = useState(words.templateText(template));
  const [icon, setIcon] = useState(template.icon);
  const [category, setCategory] = useState(template.category);
  const [policy, setPolicy] = useState<SchemaPolicy>(template.schemaPolicy);
  const [fields, setFields] = useState<readonly FieldSettings[]>(() => settingsOf(template));
  const [error, setError] = useState<unknown>(null);
  if (!definition || !node) return null;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    onBusy(true);
    setError(null);
    try {
      await updateTemplate(template.code, {
        // Words that were not touched stay those of the reader's language.
        ...(name === words.templateName(template) ? {} : { name }),
        ...(description === words.templateText(template) ? {} : { description: description || null }),
        ...(icon === template.icon ? {} : { icon }),
        category: nodeCategories.find((one) => one === category) ?? null,
        schemaPolicy: policy,
        presets: { config: presetsOf(definition, template, node.config), ...fieldsOf(definition, node) },
        fields: [...fields],
      });
      await onSaved();
      showToast({ tone: "ok", title: t("saved") });
      onDismiss();
    } catch (reason) {
      setError(reason);
    } finally {
      onBusy(false);
    }
  };
  const conditionOf = (key: string) => fields.find((one) => one.key === key)?.visibleWhen ?? null;
  const othersOf = (key: string) =>
    fields.flatMap((one) => {
      const field = template.fields.find((other) => other.key === one.key);
      if (!field || one.key === key) return [];
      const label = one.label || words.fieldLabel(template.type, { key: one.key, label: null });
      return [{ field, label, isCircular: isCircle(key, one.key, conditionOf) }];
    });
  const faults = error instanceof AppError ? error.details : [];
  const { defaultSchemaPolicy: most } = definition;
  const isOpen = [most.inputs, most.outputs].some(({ add, remove, rename }) => add || remove || rename);
  return (
    <form id={id} noValidate onSubmit={(event) => void save(event)} className="flex flex-col gap-6">
      {error ? <ErrorBanner error={error} /> : null}
      {faults.length > 0 ? (
        <ul className="list-disc pl-5 text-bad-ink text-sm">
          {faults.map((fault) => (
            <li key={`${fault.path} ${fault.code}`}>{t("fault", { field: wordOf(fault.path), reason: fault.code })}</li>
          ))}
        </ul>
      ) : null}
      <section className="flex flex-col gap-4">
        <Field label={t("name")}>
          {(control) => (
            <Input
              {...control}
              value={name}
              maxLength={templateLimits.name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field label={t("description")}>
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              value={description}
              maxLength={templateLimits.description}
              onChange={(event) => setDescription(event.target.value)}
            />
          )}
        </Field>
        <div className="grid grid-cols-2 gap-3">
          <Field label={t("category")}>
            {(control) => (
              <Select
                {...control}
                value={category}
                options={nodeCategories.map((one) => ({ value: one, label: words.category(one) }))}
                onChange={(event) => setCategory(event.target.value)}
              />
            )}
          </Field>
          <Field label={t("icon")}>
            {(control) => (
              <span className="flex items-center gap-2">
                <Glyph thread={threadOfCategory(category)} size="md">
                  <NamedIcon name={icon} />
                </Glyph>
                <Select
                  {...control}
                  value={icon}
                  options={[...new Set([icon, ...iconNames])].map((one) => ({ value: one, label: one }))}
                  onChange={(event) => setIcon(event.target.value)}
                />
              </span>
            )}
          </Field>
        </div>
      </section>
      <section className="flex flex-col gap-2">
        <h3 className="font-medium">{t("form")}</h3>
        <p className="text-ink-3 text-xs">{t("formText")}</p>
        <ul className="divide-y divide-line rounded-lg border border-line">
          {fields.map((settings, index) => {
            const field = template.fields.find(({ key }) => key === settings.key);
            return field ? (
              <FieldRow
                key={settings.key}
                node={node}
                field={field}
                settings={settings}
                isFaulty={faults.some(({ path }) => path.split(".").includes(settings.key))}
                isNeeded={definition.fields.some(({ key, required }) => key === settings.key && required)}
                others={othersOf(settings.key)}
                isFirst={index === 0}
                isLast={index === fields.length - 1}
                onChange={(next) => setFields(fields.with(index, next))}
                onMove={(by) => setFields(moveField(fields, settings.key, by))}
              />
            ) : null;
          })}
        </ul>
        {fields.length === 0 ? <p className="text-ink-3">{t("noFields")}</p> : null}
      </section>
      {isOpen ? (
        <section className="flex flex-col gap-3">
          <h3 className="font-medium">{t("schema")}</h3>
          <PolicyFields most={most} policy={policy} onChange={setPolicy} />
          <NodeSchema node={node} />
        </section>
      ) : null}
    </form>
  );
}

/** What a fault's path is about: `presets.config.url` is the field `url`. */
function wordOf(path: string): string {
  return path.replace(/^(body\.)?(presets\.(config\.)?|fields\.)?/, "");
}
