"use client";
// The API keys of the workspace: make one, see when each was used, revoke.

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { apiKeysQuery } from "@/lib/api-keys/client";
import { type ApiKeyView, revokeApiKey } from "@/lib/api-keys/contract";
import type { Permission } from "@/lib/auth/permissions";
import { callOperation } from "@/lib/http/client";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { EmptyState } from "../ui/empty-state";
import { ErrorBanner, ErrorState } from "../ui/error-state";
import { NextPage } from "../ui/load-more";
import { SkeletonRows } from "../ui/skeleton";
import { Table, Th } from "../ui/table";
import { showToast } from "../ui/toast";
import { CreateKeyDialog } from "./create-key-dialog";
import { KeyRow } from "./key-row";

export function KeyList({ workspace, held }: { workspace: string; held: readonly Permission[] }) {
  const t = useTranslations("settings.keys");
  const pageName = useTranslations("settings.pages")("keys");
  const cache = useQueryClient();
  const query = useInfiniteQuery(apiKeysQuery(workspace));
  const [creating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<ApiKeyView | null>(null);
  const [error, setError] = useState<unknown>(null);
  const keys = query.data?.pages.flatMap((page) => page.items) ?? [];

  const revoke = async (apiKey: ApiKeyView) => {
    setError(null);
    try {
      await callOperation(revokeApiKey, { params: { keyId: apiKey.id } });
      showToast({ tone: "ok", title: t("revoked") });
    } catch (failure) {
      setError(failure);
    }
    await cache.invalidateQueries({ queryKey: apiKeysQuery(workspace).queryKey });
  };

  return (
    <>
      <div className="flex items-start justify-between gap-4 px-4 py-4 max-sm:flex-col sm:px-6">
        <p className="max-w-[62ch] text-ink-2">{t("text")}</p>
        <div className="flex flex-none gap-2">
          <ButtonLink href="/docs/api">{t("docs")}</ButtonLink>
          <Button variant="primary" onClick={() => setCreating(true)}>
            {t("create")}
          </Button>
        </div>
      </div>
      {error ? <ErrorBanner error={error} className="mx-4 mb-4 sm:mx-6" /> : null}
      {query.isPending ? <SkeletonRows rows={3} /> : null}
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isSuccess && keys.length === 0 ? (
        <EmptyState drawing="key" title={t("empty")}>
          {t("emptyText")}
        </EmptyState>
      ) : null}
      {keys.length > 0 ? (
        <Table label={pageName}>
          <thead>
            <tr>
              <Th>{t("name")}</Th>
              <Th from="sm">{t("access")}</Th>
              <Th from="lg">{t("owner")}</Th>
              <Th from="md">{t("lastUsed")}</Th>
              <Th from="md">{t("expires")}</Th>
              <Th>
                <span className="sr-only">{t("revoke")}</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {keys.map((apiKey) => (
              <KeyRow key={apiKey.id} apiKey={apiKey} onRevoke={() => setRevoking(apiKey)} />
            ))}
          </tbody>
        </Table>
      ) : null}
      <NextPage of={query} />
      <CreateKeyDialog workspace={workspace} held={held} open={creating} onOpenChange={setCreating} />
      <ConfirmDialog
        open={revoking !== null}
        onOpenChange={(open) => open || setRevoking(null)}
        title={t("revokeTitle", { name: revoking?.name ?? "" })}
        description={t("revokeText")}
        confirmLabel={t("revoke")}
        onConfirm={async () => {
          if (revoking) await revoke(revoking);
        }}
      />
    </>
  );
}
