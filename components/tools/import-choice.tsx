"use client";
// What to take of an API: where it is, how to sign in, which operations.

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { callOperation } from "@/lib/http/client";
import type { ToolAuth } from "@/lib/tools/contract";
import { type ApiDocument, type ApiOperation, importApiDocument } from "@/lib/tools/contract";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Dialog } from "../ui/dialog";
import { ErrorBanner } from "../ui/error-state";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { showToast } from "../ui/toast";
import { AuthFields } from "./auth-fields";
import { type DocumentSource, draftAuth, fillServer } from "./import-draft";
import { useToolAction } from "./use-tool-action";

const maxShown = 100;
const maxChosen = 500;

export interface ImportChoiceProps {
  workspace: string;
  source: DocumentSource;
  document: ApiDocument;
  onBack: () => void;
  onClose: () => void;
  onImported: () => void;
}

function fits({ key, title, tag }: ApiOperation, words: string): boolean {
  const text = `${key} ${title} ${tag ?? ""}`.toLowerCase();
  return words.split(/\s+/).every((word) => text.includes(word));
}

export function ImportChoice({ workspace, source, document, onBack, onClose, onImported }: ImportChoiceProps) {
  const t = useTranslations("tools.importing");
  const c = useTranslations("tools");
  const first = document.servers[0];
  const [server, setServer] = useState(first ? fillServer(first) : "");
  const [auth, setAuth] = useState<Record<string, ToolAuth>>(() => draftAuth(document.schemes));
  const [search, setSearch] = useState("");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const wanted = useDeferredValue(search.trim().toLowerCase());
  const found = document.operations.filter((operation) => wanted === "" || fits(operation, wanted));
  const filled = Object.fromEntries(Object.entries(auth).filter(([, one]) => one.secret.trim() !== ""));
  const make = useToolAction(workspace, () =>
    callOperation(importApiDocument, { body: { ...source, operations: [...chosen], server, auth: filled } }),
  );
  const run = () =>
    make.mutate(undefined, {
      onSuccess: ({ items }) => {
        showToast({ tone: "ok", title: t("done", { count: items.length }) });
        onImported();
      },
    });
  const toggle = (key: string, isChosen: boolean) => {
    const next = new Set(chosen);
    if (isChosen) next.add(key);
    else next.delete(key);
    setChosen(next);
  };
  const isReady = chosen.size > 0 && chosen.size <= maxChosen && /^https?:\/\/[^{}\s]+$/i.test(server);
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => open || onClose()}
      title={document.title}
      description={[document.version, document.description.slice(0, 200)].filter(Boolean).join(" · ")}
      footer={
        <>
          <Button onClick={onBack}>{t("back")}</Button>
          <Button variant="primary" disabled={!isReady} loading={make.isPending} onClick={run}>
            {t("import", { count: chosen.size })}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5 pb-1">
        {make.isError ? <ErrorBanner error={make.error} /> : null}
        <div className="flex flex-col gap-3">
          {document.servers.length > 1 ? (
            <Field label={t("server")}>
              {(control) => (
                <Select
                  {...control}
                  value={document.servers.some((one) => fillServer(one) === server) ? server : ""}
                  options={[
                    ...document.servers.map((one) => ({
                      value: fillServer(one),
                      label: one.description === "" ? one.url : `${one.url} – ${one.description}`,
                    })),
                    { value: "", label: t("otherServer") },
                  ]}
                  onChange={({ target }) => setServer(target.value)}
                />
              )}
            </Field>
          ) : null}
          <Field label={t("serverUrl")} hint={/[{}]/.test(server) ? t("serverHint") : undefined} required>
            {(control) => (
              <Input
                {...control}
                spellCheck={false}
                placeholder="https://"
                value={server}
                onChange={(event) => setServer(event.target.value)}
              />
            )}
          </Field>
        </div>
        {document.schemes.map((scheme) => {
          const value = auth[scheme.name];
          return (
            <fieldset key={scheme.name} className="min-w-0 rounded-md border border-line p-3">
              <legend className="px-1 font-medium text-ink-2 text-xs">
                {scheme.name} · {c(`auth.${scheme.type}`)}
              </legend>
              {scheme.description ? <p className="mb-2 text-ink-3 text-xs">{scheme.description}</p> : null}
              {value ? (
                <AuthFields value={value} isFixed onChange={(next) => setAuth({ ...auth, [scheme.name]: next })} />
              ) : null}
            </fieldset>
          );
        })}
        <div className="flex flex-col gap-2">
          <div className="flex flex-wrap items-center gap-2">
            <h3 className="mr-auto text-sm">{t("operations")}</h3>
            <span className="tabular text-ink-3 text-xs" role="status">
              {t("chosen", { chosen: chosen.size, all: document.operations.length })}
            </span>
            <Button
              size="sm"
              disabled={found.every((one) => one.problem !== null)}
              onClick={() =>
                setChosen(new Set([...chosen, ...found.filter((one) => !one.problem).map((one) => one.key)]))
              }
            >
              {t("chooseShown")}
            </Button>
            <Button size="sm" variant="ghost" disabled={chosen.size === 0} onClick={() => setChosen(new Set())}>
              {t("chooseNone")}
            </Button>
          </div>
          {chosen.size > maxChosen ? <p className="text-bad-ink text-xs">{t("tooMany")}</p> : null}
          <Input
            type="search"
            aria-label={t("searchOperations")}
            placeholder={t("searchOperations")}
            start={<Search className="size-3.5" />}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
          {found.length === 0 ? (
            <p className="py-3 text-ink-3 text-sm">
              {t(document.operations.length === 0 ? "noOperations" : "noneFound")}
            </p>
          ) : null}
          <ul className="divide-y divide-line">
            {found.slice(0, maxShown).map((operation) => (
              <li key={operation.key} className="py-1.5">
                <Checkbox
                  className="max-w-full"
                  disabled={operation.problem !== null}
                  checked={chosen.has(operation.key)}
                  onChange={(event) => toggle(operation.key, event.target.checked)}
                  label={
                    <span className="flex min-w-0 flex-wrap items-center gap-x-2">
                      <span className="min-w-0 truncate">{operation.title}</span>
                      {operation.deprecated ? <Badge tone="warn">{t("deprecated")}</Badge> : null}
                    </span>
                  }
                  hint={
                    <span className="break-all">
                      <code>{operation.key}</code>
                      {operation.problem ? (
                        <span className="block text-bad-ink">
                          {t(`problems.${operation.problem.code}`, { value: operation.problem.value ?? "" })}
                        </span>
                      ) : null}
                    </span>
                  }
                />
              </li>
            ))}
          </ul>
          {found.length > maxShown ? (
            <p className="text-ink-3 text-xs">{t("moreShown", { count: found.length - maxShown })}</p>
          ) : null}
        </div>
      </div>
    </Dialog>
  );
}
