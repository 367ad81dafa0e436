"use client";
// Who is asked: members of the workspace and roles, by their ids, in one list.

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useRoleName } from "@/components/auth/role-name";
import { Select } from "@/components/ui/select";
import { isJsonObject, type Json } from "@/lib/shared/json";
import { membersQuery, rolesQuery } from "@/lib/workspaces/client";
import { useDesigner } from "../designer-context";
import type { ControlProps } from "./control-props";
import { Rows } from "./rows";

/** Somebody as an entry of the list: `user:` or `role:` with the id. */
type Person = `${"user" | "role"}:${string}`;

const idsOf = (value: Json | undefined) => (Array.isArray(value) ? value.filter((one) => typeof one === "string") : []);

function peopleOf(value: Json | undefined): Person[] {
  const { users, roles } = isJsonObject(value) ? value : {};
  return [...idsOf(users).map((id): Person => `user:${id}`), ...idsOf(roles).map((id): Person => `role:${id}`)];
}

/** The value for entries in any order: first people, then roles, nobody twice. */
function assigneesOf(people: readonly string[]): { users: string[]; roles: string[] } {
  const named = (kind: "user" | "role") => [
    ...new Set(people.filter((one) => one.startsWith(`${kind}:`)).map((one) => one.slice(5))),
  ];
  return { users: named("user"), roles: named("role") };
}

export function PeopleControl({ value, onChange, control, label, readOnly }: ControlProps) {
  const t = useTranslations("designer.form");
  const { workspace } = useDesigner();
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = useInfiniteQuery(membersQuery(workspace));
  const roles = useQuery(rolesQuery(workspace)).data ?? [];
  useEffect(() => {
    // A page that failed is not asked for again and again.
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
  const roleName = useRoleName();
  const people = peopleOf(value);
  const members = data?.pages.flatMap((page) => page.items) ?? [];
  const options = [
    ...members.map((member) => ({ value: `user:${member.id}`, label: member.name })),
    ...roles.map((role) => ({ value: `role:${role.id}`, label: t("role", { name: roleName(role.code, role.name) }) })),
  ];
  // Somebody who has left, or a list that may not be read: the id is all that is known.
  const optionsFor = (person: string) =>
    options.some((option) => option.value === person)
      ? options
      : [...options, { value: person, label: person.slice(5) }];
  const isTaken = (person: string) => people.some((one) => one === person);
  return (
    <Rows<string>
      id={control.id}
      rows={people}
      readOnly={readOnly || options.length === 0}
      addLabel={t("addPerson")}
      max={Math.max(people.length, Math.min(100, options.length))}
      fresh={() => options.find((option) => !isTaken(option.value))?.value ?? ""}
      onChange={(next) => onChange(assigneesOf(next))}
    >
      {(person, replace, index) => (
        <Select
          aria-label={t("inRow", { name: label, number: index + 1 })}
          disabled={readOnly}
          value={person}
          options={optionsFor(person)}
          onChange={(event) => replace(event.target.value)}
        />
      )}
    </Rows>
  );
}
