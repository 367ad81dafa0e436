"use client";
// The secrets of the workspace: add one, see where each is used, replace its value, delete it.

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { secretsQuery } from "@/lib/secrets/client";
import type { SecretView } from "@/lib/secrets/contract";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { SkeletonRows } from "../ui/skeleton";
import { Table, Th } from "../ui/table";
import { AddSecretDialog } from "./add-secret-dialog";
import { DeleteSecretDialog } from "./delete-secret-dialog";
import { EditSecretDialog } from "./edit-secret-dialog";
import { SecretRow } from "./secret-row";

type Opened = { what: "add" } | { what: "edit" | "delete"; secret: SecretView };

export function SecretList({ workspace }: { workspace: string }) {
  const t = useTranslations("settings.secrets");
  const pageName = useTranslations("settings.pages")("secrets");
  const query = useQuery(secretsQuery(workspace));
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = () => setOpened(null);
  const secrets = query.data ?? [];
  return (
    <>
      <div className="flex items-start justify-between gap-4 px-4 py-4 max-sm:flex-col sm:px-6">
        <p className="max-w-[62ch] text-ink-2">{t("text")}</p>
        <Button variant="primary" className="flex-none" onClick={() => setOpened({ what: "add" })}>
          {t("add")}
        </Button>
      </div>
      {query.isPending ? <SkeletonRows rows={3} /> : null}
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isSuccess && secrets.length === 0 ? (
        <EmptyState drawing="key" title={t("empty")}>
          {t("emptyText")}
        </EmptyState>
      ) : null}
      {secrets.length > 0 ? (
        <Table label={pageName}>
          <thead>
            <tr>
              <Th>{t("name")}</Th>
              <Th from="sm">{t("uses")}</Th>
              <Th from="lg">{t("lastUsed")}</Th>
              <Th from="md">{t("changed")}</Th>
              <Th>
                <span className="sr-only">{t("replace")}</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {secrets.map((secret) => (
              <SecretRow
                key={secret.id}
                workspace={workspace}
                secret={secret}
                onReplace={() => setOpened({ what: "edit", secret })}
                onDelete={() => setOpened({ what: "delete", secret })}
              />
            ))}
          </tbody>
        </Table>
      ) : null}
      {opened?.what === "add" ? <AddSecretDialog workspace={workspace} onClose={close} /> : null}
      {opened?.what === "edit" ? (
        <EditSecretDialog workspace={workspace} secret={opened.secret} onClose={close} />
      ) : null}
      {opened?.what === "delete" ? (
        <DeleteSecretDialog workspace={workspace} secret={opened.secret} onClose={close} />
      ) : null}
    </>
  );
}
