// The frame of a page for people from outside: whose page it is, one thing to do, and nothing that leads further in.

import type { ReactNode } from "react";
import { Logo } from "../ui/logo";
import { ClientMessages } from "./client-messages";
import { LanguageChoice } from "./language-choice";
import { ThemeChoice } from "./theme-choice";

export function PlainFrame({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col bg-canvas px-4 py-5 sm:px-6">
      <header className="mx-auto flex w-full max-w-2xl items-center gap-2.5">
        <Logo />
        <span className="font-semibold text-base">Weft</span>
      </header>
      <main className="mx-auto my-6 w-full max-w-2xl flex-1">
        <div className="rounded-xl border border-line bg-surface p-5 shadow-1 [--ground:var(--surface)] sm:p-8">
          {children}
        </div>
      </main>
      <ClientMessages namespaces={["shell"]}>
        <footer className="mx-auto flex w-full max-w-2xl items-center gap-2">
          <LanguageChoice />
          <ThemeChoice />
        </footer>
      </ClientMessages>
    </div>
  );
}
