// The frame of pages before one is in: set-up, sign-in, an invitation. The form at the left, threads at the right.

import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Logo } from "../ui/logo";
import { ClientMessages } from "./client-messages";
import { LanguageChoice } from "./language-choice";
import { Loom } from "./loom";
import { ThemeChoice } from "./theme-choice";

export interface AuthFrameProps {
  title: ReactNode;
  description?: ReactNode;
  /** Under the form: another way in, a link. */
  footer?: ReactNode;
  children: ReactNode;
}

export async function AuthFrame({ title, description, footer, children }: AuthFrameProps) {
  const t = await getTranslations("shell");
  return (
    <div className="grid min-h-dvh bg-surface lg:grid-cols-[minmax(480px,1fr)_minmax(0,1.1fr)]">
      <div className="flex flex-col px-6 py-6 sm:px-10">
        <header className="flex items-center gap-2.5">
          <Logo />
          <span className="font-semibold text-base">Weft</span>
        </header>
        <main className="m-auto w-full max-w-[380px] py-10">
          <h1 className="text-xl tracking-tight">{title}</h1>
          {description ? <p className="mt-1.5 text-pretty text-base text-ink-2">{description}</p> : null}
          <div className="mt-7">{children}</div>
          {footer ? <div className="mt-6 text-ink-2">{footer}</div> : null}
        </main>
        <ClientMessages namespaces={["shell"]}>
          <footer className="flex items-center gap-2 self-start">
            <LanguageChoice />
            <ThemeChoice />
          </footer>
        </ClientMessages>
      </div>
      <aside className="relative overflow-hidden border-line border-l bg-sunken max-lg:hidden">
        <Loom className="absolute inset-0 size-full" />
        <div className="absolute inset-x-0 bottom-0 bg-linear-to-t from-55% from-sunken to-transparent px-12 pt-28 pb-12">
          <p className="text-balance font-semibold text-2xl tracking-tight">{t("auth.promise")}</p>
          <p className="mt-2 max-w-[46ch] text-base text-ink-2">{t("auth.detail")}</p>
        </div>
      </aside>
    </div>
  );
}
