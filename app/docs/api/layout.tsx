// The frame of the API reference: sections beside it, language and the way back above. Needs no sign-in; the document
// it shows is public.

import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { anchorOf, bySection } from "@/components/api-reference/operation-list";
import { ClientMessages } from "@/components/shell/client-messages";
import { LanguageChoice } from "@/components/shell/language-choice";
import { Logo } from "@/components/ui/logo";
import { findOperations, readDocument } from "@/lib/http/api-reference";
import { openApiDocument } from "@/lib/http/current-openapi";

export default async function ApiReferenceLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations("api");
  const sections = bySection(findOperations(readDocument(openApiDocument()), ""));
  const linkClass = "flex min-h-8 items-center rounded-sm px-2 text-ink-2 hover:bg-hover hover:text-ink touch:min-h-11";
  return (
    <ClientMessages namespaces={["shell"]}>
      <div className="mx-auto flex min-h-dvh max-w-6xl flex-col px-4 sm:px-6">
        <header className="flex min-h-14 items-center gap-3 border-line border-b py-2">
          <Link href="/docs/api" className="flex items-center gap-2.5 font-semibold text-base">
            <Logo />
            Weft
          </Link>
          <span className="flex-1" />
          <Link href="/" className="px-2 text-ink-2 hover:text-ink max-sm:hidden">
            {t("studio")}
          </Link>
          <span className="w-32">
            <LanguageChoice />
          </span>
        </header>
        <div className="flex flex-1 gap-10">
          <nav aria-label={t("sections")} className="sticky top-0 h-fit w-44 flex-none py-6 max-lg:hidden">
            <Link href="/docs/api" className={linkClass}>
              {t("all")}
            </Link>
            {sections.map(([tag]) => (
              <Link key={tag} href={`/docs/api#${anchorOf(tag)}`} className={linkClass}>
                {tag}
              </Link>
            ))}
          </nav>
          <main className="min-w-0 flex-1 py-6">{children}</main>
        </div>
      </div>
    </ClientMessages>
  );
}
