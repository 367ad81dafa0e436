"use client";
// What went wrong with a list that is asked for page by page. Knows nothing of what is listed.

import { ErrorBanner, ErrorState } from "../ui/error-state";

/** As much as is asked of a list about what went wrong with it. */
interface ListQuery {
  error: unknown;
  isError: boolean;
  isRefetchError: boolean;
  refetch: () => Promise<unknown>;
}

export interface ListFaultProps {
  list: ListQuery;
  isEmpty: boolean;
  /** Of the banner. */
  className: string;
}

/** Stands in the place of a list that could not be read, or above what was read of it before. */
export function ListFault({ list, isEmpty, className }: ListFaultProps) {
  const retry = () => void list.refetch();
  if (isEmpty) return list.isError ? <ErrorState error={list.error} onRetry={retry} /> : null;
  return list.isRefetchError ? <ErrorBanner error={list.error} onRetry={retry} className={className} /> : null;
}
