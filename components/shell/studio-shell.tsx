// The frame of every studio page: a rail of sections (a bar at the bottom on phones), the workspace, the reader's own
// menu, the command palette. Takes everything as props and knows neither sessions nor queries.

import { cookies } from "next/headers";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { railCookie } from "@/lib/i18n/cookies";
import { ClientMessages } from "./client-messages";
import { CommandHost } from "./command-host";
import { PhoneBar } from "./phone-bar";
import { Rail } from "./rail";
import type { StudioFrame } from "./studio-frame";

export async function StudioShell({ children, ...frame }: StudioFrame & { children: ReactNode }) {
  const [jar, t] = await Promise.all([cookies(), getTranslations("shell")]);
  const pinned = jar.get(railCookie)?.value === "pinned";
  return (
    <div
      data-pinned={pinned}
      className="group/shell grid min-h-dvh grid-cols-[auto_minmax(0,1fr)] max-sm:grid-cols-1 max-sm:pb-(--shell-bottom) max-sm:[--shell-bottom:calc(56px+env(safe-area-inset-bottom))]"
    >
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-accent px-4 py-2 font-medium text-accent-ink focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {t("skipToContent")}
      </a>
      <ClientMessages namespaces={["shell"]}>
        <Rail {...frame} />
        <PhoneBar {...frame} />
        <CommandHost workspace={frame.workspace} sections={frame.sections} settingsPages={frame.settingsPages} />
      </ClientMessages>
      <main id="content" tabIndex={-1} className="flex min-w-0 flex-col outline-none">
        {children}
      </main>
    </div>
  );
}
