"use client";
// Which models and secrets the workspace has, for forms, summaries and validation.

import { useQuery } from "@tanstack/react-query";
import { graphFactsQuery } from "@/lib/workflows/client";
import { useDesigner } from "./designer-context";

/** The facts; undefined while they are on their way. */
export function useFacts() {
  return useQuery(graphFactsQuery(useDesigner().workspace)).data;
}
