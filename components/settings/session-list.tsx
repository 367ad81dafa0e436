"use client";
// Where one is signed in, and how to end it.

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Monitor, Smartphone } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { sessionsQuery } from "@/lib/auth/client";
import { endAllSessions, endSession, type UserSession } from "@/lib/auth/contract";
import { callOperation } from "@/lib/http/client";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { ErrorBanner, ErrorState } from "../ui/error-state";
import { NextPage } from "../ui/load-more";
import { SkeletonRows } from "../ui/skeleton";
import { Time } from "../ui/time";
import { showToast } from "../ui/toast";
import { deviceOf } from "./device-name";

function SessionRow({ session, onEnd }: { session: UserSession; onEnd: () => Promise<void> }) {
  const t = useTranslations("settings.account");
  const [busy, setBusy] = useState(false);
  const device = deviceOf(session.userAgent);
  const isPhone = device && ["iPhone", "Android"].includes(device.system);
  const Icon = isPhone ? Smartphone : Monitor;
  return (
    <li className="flex items-center gap-3 border-line border-b py-2.5 last:border-b-0">
      <Icon className="size-5 flex-none text-ink-3" aria-hidden="true" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2">
          <span className="truncate font-medium">{device ? t("onSystem", device) : t("unknownDevice")}</span>
          {session.isCurrent ? <Badge tone="ok">{t("thisSession")}</Badge> : null}
        </p>
        <p className="truncate text-ink-3 text-xs">
          {session.ip ? `${session.ip} · ` : ""}
          <Time value={session.lastSeenAt} />
        </p>
      </div>
      {session.isCurrent ? null : (
        <Button
          size="sm"
          loading={busy}
          onClick={async () => {
            setBusy(true);
            await onEnd();
            setBusy(false);
          }}
        >
          {t("endSession")}
        </Button>
      )}
    </li>
  );
}

export function SessionList() {
  const t = useTranslations("settings.account");
  const cache = useQueryClient();
  const query = useInfiniteQuery(sessionsQuery());
  const [error, setError] = useState<unknown>(null);
  const [asking, setAsking] = useState(false);
  if (query.isPending) return <SkeletonRows rows={2} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;

  const end = async (session: UserSession) => {
    setError(null);
    try {
      await callOperation(endSession, { params: { sessionId: session.id } });
      showToast({ tone: "ok", title: t("sessionEnded") });
    } catch (failure) {
      setError(failure);
    }
    await cache.invalidateQueries({ queryKey: sessionsQuery().queryKey });
  };

  return (
    <div className="flex flex-col gap-3">
      {error ? <ErrorBanner error={error} /> : null}
      <ul>
        {query.data.pages
          .flatMap((page) => page.items)
          .map((session) => (
            <SessionRow key={session.id} session={session} onEnd={() => end(session)} />
          ))}
      </ul>
      <NextPage of={query} />
      <div>
        <Button onClick={() => setAsking(true)}>{t("endAll")}</Button>
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("endAllTitle")}
        description={t("endAllText")}
        confirmLabel={t("endAll")}
        onConfirm={async () => {
          try {
            await callOperation(endAllSessions, {});
            window.location.assign("/login");
          } catch (failure) {
            setError(failure);
          }
        }}
      />
    </div>
  );
}
