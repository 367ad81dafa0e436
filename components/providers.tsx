"use client";
// What every page needs around it in the browser: the query cache, the tooltip layer, the place for toasts, and the
// reader's time zone told to the server.

import { QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { getQueryClient } from "@/lib/query";
import { TimeZoneTeller } from "./shell/time-zone-teller";
import { TipLayer } from "./ui/tip-layer";
import { ToastHost } from "./ui/toast-host";

export function Providers({ children }: { children: ReactNode }) {
  return (
    <QueryClientProvider client={getQueryClient()}>
      {children}
      <TipLayer />
      <ToastHost />
      <TimeZoneTeller />
    </QueryClientProvider>
  );
}
