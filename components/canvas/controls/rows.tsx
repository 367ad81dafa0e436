"use client";
// The frame of controls that are lists of rows: each row can be taken away, a button adds one.

import { Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { keysOf } from "./control-props";

export interface RowsProps<R> {
  rows: readonly R[];
  readOnly: boolean;
  addLabel: string;
  max?: number;
  /** The last row stays where there must be one. */
  min?: number;
  fresh: () => R;
  onChange: (rows: R[]) => void;
  children: (row: R, replace: (row: R) => void, index: number) => ReactNode;
  /** Rows that are cards of their own rather than a line. */
  cards?: boolean;
  id?: string;
}

export function Rows<R>({
  rows,
  readOnly,
  addLabel,
  max = 100,
  min = 0,
  fresh,
  onChange,
  children,
  cards,
  id,
}: RowsProps<R>) {
  const t = useTranslations("designer.form");
  return (
    <div id={id} className="flex flex-col gap-2">
      {keysOf(rows).map(({ key, index }) => {
        const row = rows[index];
        if (row === undefined) return null;
        return (
          <div
            key={key}
            className={cn("flex items-start gap-1", cards && "rounded-md border border-line bg-sunken/50 p-2.5")}
          >
            <div className="min-w-0 flex-1">
              {children(row, (next) => onChange(rows.map((one, at) => (at === index ? next : one))), index)}
            </div>
            {readOnly || rows.length <= min ? null : (
              <IconButton
                size="sm"
                className="mt-1"
                label={t("removeRow", { number: index + 1 })}
                onClick={() => onChange(rows.filter((_, at) => at !== index))}
              >
                <Trash2 />
              </IconButton>
            )}
          </div>
        );
      })}
      {readOnly || rows.length >= max ? null : (
        <Button
          size="sm"
          variant="ghost"
          className="self-start"
          icon={<Plus />}
          onClick={() => onChange([...rows, fresh()])}
        >
          {addLabel}
        </Button>
      )}
    </div>
  );
}
