"use client";
// Lets the page's frame appear before the designer, which brings canvas, validation and forms and is several times as
// large. Its code is asked for as soon as this file runs, so it arrives while the frame comes alive.

import dynamic from "next/dynamic";
import type { DesignerProps } from "./designer";
import { DesignerOutline } from "./designer-outline";

const load = () => import("./designer");
if (typeof window !== "undefined") load().catch(() => undefined);

const Designer = dynamic(() => load().then((module) => module.Designer), { ssr: false, loading: DesignerOutline });

export function DesignerPage(props: DesignerProps) {
  return <Designer {...props} />;
}
