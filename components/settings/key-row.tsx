"use client";
// One API key in the list.

import { useTranslations } from "next-intl";
import type { ApiKeyView } from "@/lib/api-keys/contract";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Td, Tr } from "../ui/table";
import { Time } from "../ui/time";

export function KeyRow({ apiKey, onRevoke }: { apiKey: ApiKeyView; onRevoke: () => void }) {
  const t = useTranslations("settings.keys");
  return (
    <Tr>
      <Td>
        <p className="font-medium">{apiKey.name}</p>
        <p className="text-ink-3 text-xs">
          <code className="font-mono">{apiKey.prefix}…</code>
          {apiKey.agentName ? ` · ${apiKey.agentName}` : ""}
          {apiKey.rateLimit === null ? "" : ` · ${t("rateLimitShort", { limit: apiKey.rateLimit })}`}
        </p>
      </Td>
      <Td from="sm">
        <Badge>{t("permissionCount", { count: apiKey.permissions.length })}</Badge>
      </Td>
      <Td from="lg">{apiKey.ownerName}</Td>
      <Td from="md">{apiKey.lastUsedAt ? <Time value={apiKey.lastUsedAt} /> : t("never")}</Td>
      <Td from="md">{apiKey.expiresAt ? <Time value={apiKey.expiresAt} show="date" /> : t("never")}</Td>
      <Td numeric>
        <Button size="sm" onClick={onRevoke}>
          {t("revoke")}
        </Button>
      </Td>
    </Tr>
  );
}
