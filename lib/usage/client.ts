// What the usage page asks, as queries. Keys carry the workspace, because one tab may visit several.

import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { callOperation, sendOperation } from "../http/client";
import { exportUsage, getUsage, type UsageDimension } from "./contract";

export interface UsageRange {
  from: string;
  to: string;
}

/** What was used in a range of days, by one dimension. */
export function usageQuery(workspace: string, range: UsageRange, by: UsageDimension) {
  return queryOptions({
    queryKey: ["usage", workspace, range.from, range.to, by] as const,
    queryFn: ({ signal }) => callOperation(getUsage, { query: { ...range, by }, signal }),
    placeholderData: keepPreviousData,
  });
}

/** A range of days as a CSV file. */
export async function fetchUsageCsv(range: UsageRange): Promise<Blob> {
  return (await sendOperation(exportUsage, { query: { ...range } })).blob();
}
