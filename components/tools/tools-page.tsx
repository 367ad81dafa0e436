"use client";
// The list of tools: found by words, kind, state and category; added, imported and reviewed from here.

import { useInfiniteQuery } from "@tanstack/react-query";
import { Braces, Globe, PackagePlus, Plus, Search, Server, Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { toolKinds, toolStatuses } from "@/lib/shared/statuses";
import { toolsQuery } from "@/lib/tools/client";
import { ListRegion, ListToolbar } from "../shell/list-page";
import { PageHeader } from "../shell/page-header";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { DropdownMenu } from "../ui/dropdown-menu";
import { Input } from "../ui/input";
import { NextPage } from "../ui/load-more";
import { Segmented } from "../ui/segmented";
import { Select } from "../ui/select";
import { BuiltinDialog } from "./builtin-dialog";
import { ChosenBar } from "./chosen-bar";
import { CreateToolDialog } from "./create-tool-dialog";
import { ImportDialog } from "./import-dialog";
import { ToolTable } from "./tool-table";
import { knownCategories } from "./tool-words";

export interface ToolsPageProps {
  workspace: string;
  userId: string | null;
  mayAdd: boolean;
  mayReview: boolean;
}

type Opened = "http" | "code" | "builtin" | "import" | null;
const views = ["all", "mine", "review"] as const;
type View = (typeof views)[number];

export function ToolsPage({ workspace, userId, mayAdd, mayReview }: ToolsPageProps) {
  const t = useTranslations("tools");
  const [view, setView] = useState<View>("all");
  const [search, setSearch] = useState("");
  const [filter, setFilter] = useState({ kind: "", status: "", category: "" });
  const [opened, setOpened] = useState<Opened>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const wanted = useDeferredValue(search.trim());
  const query = useInfiniteQuery(
    toolsQuery(workspace, {
      ...(wanted === "" ? {} : { search: wanted }),
      ...(filter.kind === "" ? {} : { kind: filter.kind }),
      ...(filter.category === "" ? {} : { category: filter.category }),
      ...(view === "review" ? { status: "pending" } : filter.status === "" ? {} : { status: filter.status }),
      ...(view === "mine" && userId ? { ownerId: userId } : {}),
    }),
  );
  const tools = query.data?.pages.flatMap((page) => page.items) ?? [];
  const isFiltered = wanted !== "" || Object.values(filter).some((one) => one !== "") || view === "mine";
  const mayChoose = (view === "review" && mayReview) || (view === "mine" && mayAdd);
  const clear = () => {
    setSearch("");
    setFilter({ kind: "", status: "", category: "" });
    setView("all");
  };
  const actions = (
    <>
      <ButtonLink href={`/w/${workspace}/tools/servers`} icon={<Server />}>
        <span className="max-sm:sr-only">{t("servers")}</span>
      </ButtonLink>
      {mayAdd ? (
        <DropdownMenu
          trigger={
            <Button variant="primary" icon={<Plus />}>
              {t("add")}
            </Button>
          }
          entries={[
            { id: "import", label: t("import"), icon: <Upload />, onSelect: () => setOpened("import") },
            { id: "http", label: t("addHttp"), icon: <Globe />, onSelect: () => setOpened("http") },
            { id: "code", label: t("addCode"), icon: <Braces />, onSelect: () => setOpened("code") },
            { id: "builtin", label: t("addBuiltin"), icon: <PackagePlus />, onSelect: () => setOpened("builtin") },
          ]}
        />
      ) : null}
    </>
  );
  const shownViews = views.filter((one) => one === "all" || (one === "mine" ? mayAdd && userId : mayReview));
  return (
    <>
      <PageHeader title={t("title")} actions={actions} />
      <ListToolbar className="flex-wrap">
        <search className="min-w-0 max-sm:w-full">
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
        {shownViews.length > 1 ? (
          <Segmented
            legend={t("view.label")}
            name="view"
            className="max-sm:w-full"
            value={view}
            segments={shownViews.map((value) => ({ value, label: t(`view.${value}`) }))}
            onValueChange={(next) => {
              setView(next);
              setChosen(new Set());
            }}
          />
        ) : null}
        <Select
          aria-label={t("kindFilter")}
          className="w-36 max-sm:min-w-[40%] max-sm:flex-1"
          value={filter.kind}
          options={[
            { value: "", label: t("anyKind") },
            ...toolKinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) })),
          ]}
          onChange={({ target }) => setFilter({ ...filter, kind: target.value })}
        />
        {view === "review" ? null : (
          <Select
            aria-label={t("statusFilter")}
            className="w-40 max-sm:min-w-[40%] max-sm:flex-1"
            value={filter.status}
            options={[
              { value: "", label: t("anyStatus") },
              ...toolStatuses.map((status) => ({ value: status, label: t(`statuses.${status}`) })),
            ]}
            onChange={({ target }) => setFilter({ ...filter, status: target.value })}
          />
        )}
        <Select
          aria-label={t("categoryFilter")}
          className="w-40 max-sm:min-w-[40%] max-sm:flex-1"
          value={filter.category}
          options={[
            { value: "", label: t("anyCategory") },
            ...knownCategories.map((category) => ({ value: category, label: t(`categories.${category}`) })),
          ]}
          onChange={({ target }) => setFilter({ ...filter, category: target.value })}
        />
      </ListToolbar>
      {mayChoose && chosen.size > 0 ? (
        <ChosenBar
          workspace={workspace}
          tools={tools.filter((tool) => chosen.has(tool.id))}
          does={view === "review" ? "review" : "submit"}
          onDone={() => setChosen(new Set())}
        />
      ) : null}
      <ListRegion label={t("title")} busy={query.isFetching}>
        <ToolTable
          workspace={workspace}
          query={query}
          tools={tools}
          chosen={mayChoose ? chosen : null}
          onChosen={setChosen}
          emptiness={view === "review" && wanted === "" ? "review" : isFiltered ? "filtered" : "none"}
          onClear={clear}
          {...(mayAdd ? { onAdd: () => setOpened("builtin") } : {})}
        />
        <NextPage of={query} />
      </ListRegion>
      {opened === "http" || opened === "code" ? (
        <CreateToolDialog workspace={workspace} kind={opened} onClose={() => setOpened(null)} />
      ) : null}
      {opened === "builtin" ? <BuiltinDialog workspace={workspace} onClose={() => setOpened(null)} /> : null}
      {opened === "import" ? (
        <ImportDialog
          workspace={workspace}
          onClose={() => setOpened(null)}
          onImported={() => {
            setOpened(null);
            setView("mine");
          }}
        />
      ) : null}
    </>
  );
}
