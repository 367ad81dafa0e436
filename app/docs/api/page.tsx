// All endpoints, with a search that is an address and works without scripts.

import { Search } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { OperationList } from "@/components/api-reference/operation-list";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { findOperations, readDocument } from "@/lib/http/api-reference";
import { openApiDocument } from "@/lib/http/current-openapi";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("api"))("title") };
}

export default async function ApiReferencePage({ searchParams }: { searchParams: Promise<{ q?: string | string[] }> }) {
  const [t, { q }] = await Promise.all([getTranslations("api"), searchParams]);
  const search = (typeof q === "string" ? q : "").trim().slice(0, 200);
  const operations = findOperations(readDocument(openApiDocument()), search);
  return (
    <div className="flex flex-col gap-8">
      <header className="flex flex-col gap-3">
        <h1 className="text-xl">{t("title")}</h1>
        <p className="max-w-[66ch] text-ink-2">{t("text")}</p>
        <p>
          <a
            href="/api/v1/openapi.json"
            className="inline-flex min-h-6 items-center text-accent-text underline underline-offset-2"
          >
            {t("document")}
          </a>
        </p>
        <search>
          <form className="flex max-w-lg gap-2">
            <Input
              name="q"
              type="search"
              defaultValue={search}
              aria-label={t("search")}
              placeholder={t("searchHint")}
              start={<Search className="size-4" />}
            />
            <Button type="submit">{t("search")}</Button>
          </form>
        </search>
      </header>
      {search ? (
        <p role="status" className="text-ink-2">
          {t("results", { count: operations.length, text: search })}{" "}
          <Link href="/docs/api" className="inline-flex min-h-6 items-center text-accent-text underline">
            {t("showAll")}
          </Link>
        </p>
      ) : null}
      <OperationList operations={operations} />
    </div>
  );
}
