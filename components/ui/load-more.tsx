"use client";
// The end of a list that has more: asks for the next page when it comes into view, and is a button for those who get
// there otherwise. A failure stops the asking and says so.

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Button } from "./button";

export interface LoadMoreProps {
  hasMore: boolean;
  loading: boolean;
  failed?: boolean;
  onLoad: () => void;
}

export function LoadMore({ hasMore, loading, failed, onLoad }: LoadMoreProps) {
  const t = useTranslations("common");
  const end = useRef<HTMLDivElement>(null);
  const load = useRef(onLoad);
  useEffect(() => {
    load.current = onLoad;
  }, [onLoad]);
  const idle = hasMore && !loading && !failed;
  useEffect(() => {
    const element = end.current;
    if (!element || !idle) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) load.current();
      },
      { rootMargin: "400px" },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [idle]);
  if (!hasMore) return null;
  return (
    <div ref={end} className="flex items-center justify-center gap-3 py-4" aria-live="polite">
      {failed ? <span className="text-ink-2">{t("loadMoreFailed")}</span> : null}
      <Button size="sm" loading={loading} onClick={onLoad}>
        {failed ? t("retry") : loading ? t("loading") : t("loadMore")}
      </Button>
    </div>
  );
}

/** As much as this needs to know of a list that is fetched page by page. */
export interface PagedList {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isFetchNextPageError: boolean;
  fetchNextPage: () => Promise<unknown>;
}

/** The same for a query of pages. */
export function NextPage({ of }: { of: PagedList }) {
  return (
    <LoadMore
      hasMore={of.hasNextPage}
      loading={of.isFetchingNextPage}
      failed={of.isFetchNextPageError}
      onLoad={() => void of.fetchNextPage()}
    />
  );
}
