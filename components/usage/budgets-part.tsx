"use client";
// The budgets of the workspace: how much of each is spent, and the ways to set, change and remove one.

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Ellipsis, Pencil, Plus, Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { budgetsKey, budgetsQuery } from "@/lib/budgets/client";
import { type BudgetView, deleteBudget } from "@/lib/budgets/contract";
import { callOperation } from "@/lib/http/client";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { cn } from "../ui/cn";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { DropdownMenu } from "../ui/dropdown-menu";
import { ErrorState } from "../ui/error-state";
import { IconButton } from "../ui/icon-button";
import { Money } from "../ui/quantity";
import { SkeletonRows } from "../ui/skeleton";
import { Time } from "../ui/time";
import { showToast } from "../ui/toast";

const BudgetDialog = dynamic(() => import("./budget-dialog").then((file) => file.BudgetDialog));

type Opened = { dialog: "set" } | { dialog: "change" | "remove"; budget: BudgetView };

export function BudgetsPart({ workspace, mayChange }: { workspace: string; mayChange: boolean }) {
  const t = useTranslations("usage.budgets");
  const cache = useQueryClient();
  const query = useQuery(budgetsQuery(workspace));
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = () => setOpened(null);
  const refresh = () => cache.invalidateQueries({ queryKey: budgetsKey(workspace) });
  const budgets = query.data ?? [];

  const remove = async (budget: BudgetView) => {
    try {
      await callOperation(deleteBudget, { params: { budgetId: budget.id } });
      await refresh();
    } catch (error) {
      showToast({ tone: "bad", title: t("removeFailed"), detail: error instanceof Error ? error.message : "" });
      throw error;
    }
  };

  return (
    <section aria-labelledby="budgets" className="overflow-hidden rounded-lg border border-line bg-surface">
      <div className="flex flex-wrap items-start gap-3 px-4 py-3 sm:px-6">
        <div className="min-w-0 flex-1 basis-64">
          <h2 id="budgets" className="text-base">
            {t("title")}
          </h2>
          <p className="mt-0.5 max-w-[62ch] text-ink-2">{t("text")}</p>
        </div>
        {mayChange ? (
          <Button icon={<Plus />} onClick={() => setOpened({ dialog: "set" })}>
            {t("set")}
          </Button>
        ) : null}
      </div>
      {query.isPending ? <SkeletonRows rows={2} /> : null}
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.isSuccess && budgets.length === 0 ? (
        <p className="border-line border-t px-4 py-4 text-ink-3 sm:px-6">{t("none")}</p>
      ) : null}
      <ul>
        {budgets.map((budget) => (
          <BudgetRow
            key={budget.id}
            budget={budget}
            {...(mayChange
              ? {
                  onChange: () => setOpened({ dialog: "change", budget }),
                  onRemove: () => setOpened({ dialog: "remove", budget }),
                }
              : {})}
          />
        ))}
      </ul>
      {opened?.dialog === "remove" ? (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && close()}
          title={t("removeTitle")}
          description={t("removeText")}
          confirmLabel={t("remove")}
          onConfirm={() => remove(opened.budget)}
        />
      ) : null}
      {opened && opened.dialog !== "remove" ? (
        <BudgetDialog
          workspace={workspace}
          budget={opened.dialog === "change" ? opened.budget : null}
          onClose={close}
          onSaved={refresh}
        />
      ) : null}
    </section>
  );
}

const fills = { ok: "bg-ok", warned: "bg-warn", exceeded: "bg-bad" } as const;
const tones = { warned: "warn", exceeded: "bad" } as const;

function BudgetRow({
  budget,
  onChange,
  onRemove,
}: {
  budget: BudgetView;
  onChange?: () => void;
  onRemove?: () => void;
}) {
  const t = useTranslations("usage.budgets");
  const { subject, subjectName, period, amount, currency, spent, state, isHard, isActive, warnAt } = budget;
  const name = subjectName ?? t(`subject.${subject}`);
  const percent = Math.floor((spent / amount) * 100);
  return (
    <li className={cn("flex items-center gap-3 border-line border-t px-4 py-3 sm:px-6", !isActive && "opacity-60")}>
      <div className="flex min-w-0 flex-1 flex-col gap-1.5">
        <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
          <span className="min-w-0 truncate font-medium">{name}</span>
          <span className="text-ink-3 text-xs">{t(`period.${period}`)}</span>
          {state === "ok" ? null : <Badge tone={tones[state]}>{t(`state.${state}`)}</Badge>}
          {isHard ? null : <Badge>{t("warnsOnly")}</Badge>}
          {isActive ? null : <Badge>{t("off")}</Badge>}
          <span className="ml-auto text-sm">
            <Money amount={spent} currency={currency} /> <span className="text-ink-3">{t("of")}</span>{" "}
            <Money amount={amount} currency={currency} />
          </span>
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: the browser's meter can't carry the mark of the warning */}
        <div
          role="meter"
          aria-label={t("meter", { name })}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.min(100, percent)}
          aria-valuetext={`${percent} %`}
          className="relative h-1.5 overflow-hidden rounded-full bg-sunken"
        >
          <div className={cn("h-full rounded-full", fills[state])} style={{ width: `${Math.min(100, percent)}%` }} />
          <div className="absolute inset-y-0 w-px bg-line-strong" style={{ left: `${warnAt}%` }} />
        </div>
        <p className="text-ink-3 text-xs">
          {t("resets")} <Time value={budget.resetsAt} />
        </p>
      </div>
      {onChange && onRemove ? (
        <DropdownMenu
          trigger={
            <IconButton label={t("actions", { name })}>
              <Ellipsis />
            </IconButton>
          }
          entries={[
            { id: "change", label: t("change"), icon: <Pencil />, onSelect: onChange },
            { id: "remove", label: t("remove"), icon: <Trash2 />, danger: true, onSelect: onRemove },
          ]}
        />
      ) : null}
    </li>
  );
}
