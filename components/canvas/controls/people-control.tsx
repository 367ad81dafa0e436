"use client";
// Who is asked: members of the workspace, by their ids. Roles that a value names stay as they are.

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Select } from "@/components/ui/select";
import { isJsonObject, type Json } from "@/lib/shared/json";
import { membersQuery } from "@/lib/workspaces/client";
import { useDesigner } from "../designer-context";
import type { ControlProps } from "./control-props";
import { Rows } from "./rows";

const idsOf = (value: Json | undefined) => (Array.isArray(value) ? value.filter((one) => typeof one === "string") : []);

export function PeopleControl({ value, onChange, control, label, readOnly }: ControlProps) {
  const t = useTranslations("designer.form");
  const { workspace } = useDesigner();
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = useInfiniteQuery(membersQuery(workspace));
  useEffect(() => {
    // A page that failed is not asked for again and again.
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
  const chosen = isJsonObject(value) ? value : {};
  const users = idsOf(chosen.users);
  const members = data?.pages.flatMap((page) => page.items) ?? [];
  const options = members.map((member) => ({ value: member.id, label: member.name }));
  // Somebody who has left, or a list that may not be read: the id is all that is known.
  const optionsFor = (id: string) =>
    id === "" || options.some((option) => option.value === id) ? options : [...options, { value: id, label: id }];
  const tell = (next: string[]) => {
    onChange({ users: [...new Set(next.filter((id) => id !== ""))], roles: idsOf(chosen.roles) });
  };
  return (
    <Rows<string>
      id={control.id}
      rows={users}
      readOnly={readOnly || members.length === 0}
      addLabel={t("addPerson")}
      max={Math.max(users.length, Math.min(100, members.length))}
      fresh={() => members.find((member) => !users.includes(member.id))?.id ?? ""}
      onChange={tell}
    >
      {(id, replace, index) => (
        <Select
          aria-label={t("inRow", { name: label, number: index + 1 })}
          disabled={readOnly}
          value={id}
          options={optionsFor(id)}
          onChange={(event) => replace(event.target.value)}
        />
      )}
    </Rows>
  );
}
