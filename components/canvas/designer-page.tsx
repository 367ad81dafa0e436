"use client";
// Lets the page's frame appear before the designer, which brings canvas, validation and forms and is several times as
// large. Its code is asked for as soon as this file runs, so it arrives while the frame comes alive; where it doesn't,
// a sentence says so and a button asks again.

import { useSyncExternalStore } from "react";
import type { DesignerProps } from "./designer";
import { DesignerOutline } from "./designer-outline";
import { onDemand } from "./on-demand";

const load = async () => (await import("./designer")).Designer;
if (typeof window !== "undefined") load().catch(() => undefined);

const Designer = onDemand(load, { place: "page", loading: <DesignerOutline /> });

const never = () => () => undefined;

export function DesignerPage(props: DesignerProps) {
  // The designer lives in the browser alone; the server sends its outline.
  const isBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return isBrowser ? <Designer {...props} /> : <DesignerOutline />;
}
