"use client";
// The dictionary of the fields that nodes are configured with: what they are called, what they start with, who uses them.

import { useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { threadOfType } from "@/components/canvas/node-kinds";
import { useNodeWords } from "@/components/canvas/use-node-words";
import { configFieldsQuery } from "@/lib/node-templates/client";
import type { ConfigFieldView } from "@/lib/node-templates/contract";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/error-state";
import { Input } from "../ui/input";
import { SkeletonRows } from "../ui/skeleton";
import { Table, Td, Th, Tr } from "../ui/table";
import { ConfigFieldDialog } from "./config-field-dialog";

export function ConfigFieldsPage({ workspace, mayChange }: { workspace: string; mayChange: boolean }) {
  const t = useTranslations("templates");
  const pageName = useTranslations("settings.pages")("config-fields");
  const words = useNodeWords();
  const query = useQuery(configFieldsQuery(workspace));
  const [text, setText] = useState("");
  const [edited, setEdited] = useState<ConfigFieldView | null>(null);
  const wanted = useDeferredValue(text).trim().toLowerCase();
  const found = (query.data ?? []).filter(
    (field) =>
      field.fieldKey.toLowerCase().includes(wanted) ||
      words.fieldLabel(field.type, field).toLowerCase().includes(wanted) ||
      words.typeName(field.type).toLowerCase().includes(wanted),
  );
  // A kind of bound that has no words yet is told as it is.
  const limitWords = ([name, value]: [string, unknown]) =>
    t.has(`limits.${name}` as never) ? String(t(`limits.${name}` as never, { value } as never)) : `${name} ${value}`;
  return (
    <>
      <div className="flex items-start justify-between gap-4 px-4 py-4 max-sm:flex-col sm:px-6">
        <p className="max-w-[62ch] text-ink-2">{t(mayChange ? "dictionaryText" : "dictionaryReadText")}</p>
        <Input
          type="search"
          className="w-full flex-none sm:w-64"
          aria-label={t("searchFields")}
          placeholder={t("searchFields")}
          start={<Search className="size-3.5" />}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      {query.isPending ? <SkeletonRows rows={8} /> : null}
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {found.length > 0 ? (
        <Table label={pageName}>
          <thead>
            <tr>
              <Th>{t("field")}</Th>
              <Th from="md">{t("control")}</Th>
              <Th from="lg">{t("default")}</Th>
              <Th from="sm">{t("usedBy")}</Th>
              {mayChange ? (
                <Th>
                  <span className="sr-only">{t("edit")}</span>
                </Th>
              ) : null}
            </tr>
          </thead>
          <tbody>
            {found.map((field) => (
              <Tr key={field.fieldKey}>
                <Td>
                  <span className="flex flex-wrap items-center gap-x-2">
                    <span className="font-medium">{words.fieldLabel(field.type, field)}</span>
                    {field.isChanged ? <Badge>{t("changed")}</Badge> : null}
                  </span>
                  <code className="break-all font-mono text-ink-3 text-xs">{field.fieldKey}</code>
                </Td>
                <Td from="md" className="text-ink-2">
                  {t(`controls.${field.control}`)}
                  {Object.keys(field.validation).length > 0 ? (
                    <span className="block text-ink-3 text-xs">
                      {Object.entries(field.validation).map(limitWords).join(" · ")}
                    </span>
                  ) : null}
                </Td>
                <Td from="lg" className="max-w-48">
                  <code className="block truncate font-mono text-xs">
                    {field.default === null ? "" : JSON.stringify(field.default)}
                  </code>
                </Td>
                <Td from="sm">
                  <Badge thread={threadOfType(field.type)}>{words.typeName(field.type)}</Badge>
                  {field.usedBy.length > 1 ? (
                    <span className="ml-1.5 text-ink-3 text-xs">+{field.usedBy.length - 1}</span>
                  ) : null}
                </Td>
                {mayChange ? (
                  <Td numeric>
                    <Button size="sm" onClick={() => setEdited(field)}>
                      {t("edit")}
                    </Button>
                  </Td>
                ) : null}
              </Tr>
            ))}
          </tbody>
        </Table>
      ) : null}
      {query.isSuccess && found.length === 0 ? (
        <p className="px-4 py-10 text-center text-ink-3">{t("nothing", { text })}</p>
      ) : null}
      {edited ? <ConfigFieldDialog workspace={workspace} field={edited} onClose={() => setEdited(null)} /> : null}
    </>
  );
}
