"use client";
// The list of prompts: found by words, category and state; begun from here.

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Plus, Search } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { promptCategoriesQuery, promptsQuery } from "@/lib/prompts/client";
import { ListRegion, ListToolbar } from "../shell/list-page";
import { PageHeader } from "../shell/page-header";
import { Button } from "../ui/button";
import { Input } from "../ui/input";
import { NextPage } from "../ui/load-more";
import { Select } from "../ui/select";
import { PromptTable } from "./prompt-table";

const CreatePromptDialog = dynamic(() => import("./create-prompt-dialog").then((file) => file.CreatePromptDialog));

const states = ["any", "on", "off"] as const;
type State = (typeof states)[number];

/** No category is called like these: theirs are trimmed. */
const anyCategory = "";
const noCategory = " ";

export function PromptsPage({ workspace, mayEdit }: { workspace: string; mayEdit: boolean }) {
  const t = useTranslations("prompts");
  const [search, setSearch] = useState("");
  const [category, setCategory] = useState<string>(anyCategory);
  const [state, setState] = useState<State>("any");
  const [isCreating, setCreating] = useState(false);
  const wanted = useDeferredValue(search.trim());
  const query = useInfiniteQuery(
    promptsQuery(workspace, {
      ...(wanted === "" ? {} : { search: wanted }),
      ...(category === anyCategory ? {} : category === noCategory ? { uncategorized: "true" } : { category }),
      ...(state === "any" ? {} : { active: state === "on" ? "true" : "false" }),
    }),
  );
  const categories = useQuery(promptCategoriesQuery(workspace)).data?.items ?? [];
  const named = categories.filter((one) => one.category !== "");
  const without = categories.find((one) => one.category === "")?.count ?? 0;
  const prompts = query.data?.pages.flatMap((page) => page.items) ?? [];
  const clear = () => {
    setSearch("");
    setCategory(anyCategory);
    setState("any");
  };
  const create = () => setCreating(true);
  return (
    <>
      <PageHeader
        title={t("title")}
        actions={
          mayEdit ? (
            <Button variant="primary" icon={<Plus />} onClick={create}>
              {t("new")}
            </Button>
          ) : null
        }
      />
      <ListToolbar>
        <search className="min-w-0">
          <Input
            type="search"
            aria-label={t("search")}
            placeholder={t("search")}
            start={<Search className="size-3.5" />}
            value={search}
            maxLength={200}
            onChange={(event) => setSearch(event.target.value)}
          />
        </search>
        <Select
          aria-label={t("categoryFilter")}
          className="w-48 max-sm:flex-1"
          value={category}
          options={[
            { value: anyCategory, label: t("anyCategory") },
            // Where all are without one there is nothing to tell apart.
            ...(named.length > 0 && (without > 0 || category === noCategory)
              ? [{ value: noCategory, label: t("categoryCount", { name: t("noCategory"), count: without }) }]
              : []),
            ...named.map((one) => ({
              value: one.category,
              label: t("categoryCount", { name: one.category, count: one.count }),
            })),
          ]}
          onChange={({ target }) => setCategory(target.value)}
        />
        <Select
          aria-label={t("stateFilter")}
          className="w-36 max-sm:flex-1"
          value={state}
          options={states.map((value) => ({ value, label: t(`states.${value}`) }))}
          onChange={({ target }) => setState(states.find((one) => one === target.value) ?? "any")}
        />
      </ListToolbar>
      <ListRegion label={t("title")} busy={query.isFetching}>
        <PromptTable
          workspace={workspace}
          query={query}
          prompts={prompts}
          isFiltered={wanted !== "" || category !== anyCategory || state !== "any"}
          onClear={clear}
          {...(mayEdit ? { onCreate: create } : {})}
        />
        <NextPage of={query} />
      </ListRegion>
      {isCreating ? (
        <CreatePromptDialog
          workspace={workspace}
          categories={named.map((one) => one.category)}
          onClose={() => setCreating(false)}
        />
      ) : null}
    </>
  );
}
