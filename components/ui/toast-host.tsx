"use client";
// Stands in every page and loads the toaster with the first toast.

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { onToastWaiting } from "./toast";

const Toaster = dynamic(() => import("./toaster").then((module) => module.Toaster), { ssr: false });

export function ToastHost() {
  const [needed, setNeeded] = useState(false);
  useEffect(() => onToastWaiting(() => setNeeded(true)), []);
  return needed ? <Toaster /> : null;
}
