"use client";
// What is known of a tool server: where it is, how it is spoken to, what went wrong last, whether it wants a sign-in.

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { callOperation } from "@/lib/http/client";
import { AppError } from "@/lib/shared/errors";
import { startToolServerSignIn, type ToolServerView } from "@/lib/tool-servers/contract";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { ErrorBanner } from "../ui/error-state";
import { Time } from "../ui/time";

export interface ServerFactsProps {
  workspace: string;
  server: ToolServerView;
  mayConnect: boolean;
}

export function ServerFacts({ server, mayConnect }: ServerFactsProps) {
  const t = useTranslations("toolServers");
  const { info, lastFault, skipped } = server;
  const wantsSignIn = server.signIn === "needed" || server.signIn === "expired";
  // A server that was added by hand may turn out to want a sign-in.
  const maySignIn = wantsSignIn || (lastFault?.code === "tool_server_unauthorized" && server.url !== null);
  return (
    <section aria-label={t("facts.label")} className="flex flex-col gap-4 px-4 sm:px-6">
      {maySignIn ? <SignIn server={server} mayConnect={mayConnect} /> : null}
      {lastFault && !wantsSignIn ? (
        <div className="flex flex-col gap-1">
          <ErrorBanner error={new AppError(lastFault.code, lastFault.message, { params: lastFault.params })} />
          <p className="break-words px-1 text-ink-3 text-xs">{lastFault.message}</p>
        </div>
      ) : null}
      {server.description ? <p className="max-w-[72ch] text-ink-2">{server.description}</p> : null}
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-3 lg:grid-cols-5">
        <Fact label={t(server.url === null ? "facts.command" : "facts.address")} wide>
          <span className="break-all font-mono text-xs">{server.url ?? server.command}</span>
        </Fact>
        <Fact label={t("facts.transport")}>{t(`transports.${server.transport}`)}</Fact>
        <Fact label={t("columns.latency")}>{server.latencyMs === null ? "–" : t("ms", { ms: server.latencyMs })}</Fact>
        <Fact label={t("columns.checked")}>
          {server.lastCheckedAt ? <Time value={server.lastCheckedAt} /> : t("never")}
        </Fact>
        {info ? (
          <Fact label={t("facts.calledItself")}>
            {info.title ?? info.name} <span className="text-ink-3">{info.version}</span>
          </Fact>
        ) : null}
        {server.headerNames.length > 0 ? (
          <Fact label={t("fields.headers")}>
            <span className="break-all font-mono text-xs">{server.headerNames.join(", ")}</span>
          </Fact>
        ) : null}
        {server.envNames.length > 0 ? (
          <Fact label={t("fields.env")}>
            <span className="break-all font-mono text-xs">{server.envNames.join(", ")}</span>
          </Fact>
        ) : null}
      </dl>
      {info?.instructions ? (
        <details className="max-w-[72ch] text-ink-2 text-sm">
          <summary className="w-fit cursor-pointer rounded-xs text-ink-3 text-xs">{t("facts.instructions")}</summary>
          <p className="mt-2 max-h-60 overflow-y-auto whitespace-pre-wrap break-words">{info.instructions}</p>
        </details>
      ) : null}
      {skipped.length > 0 ? (
        <Banner tone="warn" title={t("skipped", { count: skipped.length })}>
          <ul className="max-h-40 overflow-y-auto">
            {skipped.map(({ name, reason }) => (
              <li key={`${name} ${reason}`} className="break-words">
                <code className="break-all text-xs">{name.slice(0, 80)}</code> {reason}
              </li>
            ))}
          </ul>
        </Banner>
      ) : null}
    </section>
  );
}

function Fact({ label, wide, children }: { label: string; wide?: boolean; children: ReactNode }) {
  return (
    <div className={wide ? "col-span-2 min-w-0" : "min-w-0"}>
      <dt className="text-ink-3 text-xs">{label}</dt>
      <dd className="mt-0.5 text-sm">{children}</dd>
    </div>
  );
}

function SignIn({ server, mayConnect }: { server: ToolServerView; mayConnect: boolean }) {
  const t = useTranslations("toolServers.signIn");
  const start = useMutation({
    mutationFn: () => callOperation(startToolServerSignIn, { params: { serverId: server.id } }),
    // Its own page, which leads back here.
    onSuccess: ({ url }) => window.location.assign(url),
  });
  return (
    <div className="flex flex-col gap-2">
      <Banner
        tone="warn"
        title={t(server.signIn === "expired" ? "expiredTitle" : "neededTitle")}
        action={
          mayConnect ? (
            <Button variant="primary" loading={start.isPending || start.isSuccess} onClick={() => start.mutate()}>
              {t("start")}
            </Button>
          ) : null
        }
      >
        {t("text")}
      </Banner>
      {start.error ? <ErrorBanner error={start.error} /> : null}
    </div>
  );
}
