"use client";
// Where a secret is named: workflows, with whether people meet that version, and tools.

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { SecretView } from "@/lib/secrets/contract";

const mostShown = 3;

interface SecretUsesProps {
  workspace: string;
  secret: Pick<SecretView, "workflows" | "tools">;
}

interface SecretUse {
  id: string;
  name: string;
  href: string;
  /** What of it names the secret, in a word. */
  where: string | null;
}

/** The places with their words. */
export function useSecretUses({ workspace, secret }: SecretUsesProps): SecretUse[] {
  const t = useTranslations("settings.secrets");
  return [
    ...secret.workflows.map(({ id, name, inDraft, isLive }) => ({
      id,
      name,
      href: `/w/${workspace}/workflows/${id}`,
      where: isLive ? (inDraft ? null : t("onlyLive")) : inDraft ? t("onlyDraft") : t("onlyOlder"),
    })),
    ...secret.tools.map(({ id, name }) => ({ id, name, href: `/w/${workspace}/tools/${id}`, where: t("tool") })),
  ];
}

/** One place, as a link to it. */
export function SecretUseLink({ use }: { use: SecretUse }) {
  return (
    <>
      <Link
        href={use.href}
        className="break-words font-medium text-accent-text underline-offset-2 hover:underline touch:py-2"
      >
        {use.name}
      </Link>
      {use.where === null ? null : <span className="ml-1.5 text-ink-3 text-xs">{use.where}</span>}
    </>
  );
}

/** The first few places; the rest is counted. */
export function SecretUses(props: SecretUsesProps) {
  const t = useTranslations("settings.secrets");
  const uses = useSecretUses(props);
  if (uses.length === 0) return <span className="text-ink-3">{t("notUsed")}</span>;
  const rest = uses.length - mostShown;
  return (
    <ul className="flex flex-col gap-1">
      {uses.slice(0, mostShown).map((use) => (
        <li key={use.id} className="max-w-[36ch]">
          <SecretUseLink use={use} />
        </li>
      ))}
      {rest > 0 ? <li className="text-ink-3 text-xs">{t("moreUses", { count: rest })}</li> : null}
    </ul>
  );
}
