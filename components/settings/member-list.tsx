"use client";
// Who can work in the workspace.

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { membersQuery } from "@/lib/workspaces/client";
import type { Member } from "@/lib/workspaces/contract";
import { useRoleName } from "../auth/role-name";
import { Avatar } from "../ui/avatar";
import { Badge } from "../ui/badge";
import { ErrorState } from "../ui/error-state";
import { NextPage } from "../ui/load-more";
import { SkeletonRows } from "../ui/skeleton";
import { Table, Td, Th, Tr } from "../ui/table";
import { Time } from "../ui/time";

function MemberRow({ member }: { member: Member }) {
  const t = useTranslations("settings.members");
  const roleName = useRoleName();
  const known = ["active", "inactive", "suspended", "deleted"] as const;
  const status = known.find((one) => one === member.status);
  return (
    <Tr>
      <Td>
        <div className="flex items-center gap-2.5">
          <Avatar name={member.name} />
          <div className="min-w-0">
            <p className="truncate font-medium">{member.name}</p>
            <p className="truncate text-ink-3 text-xs">{member.email}</p>
          </div>
        </div>
      </Td>
      <Td>{roleName(member.roleCode, member.role)}</Td>
      <Td from="sm">
        <Badge tone={status === "active" ? "ok" : "warn"}>{status ? t(`statuses.${status}`) : member.status}</Badge>
      </Td>
      <Td from="md">
        <Time value={member.lastLoginAt} />
      </Td>
    </Tr>
  );
}

export function MemberList({ workspace }: { workspace: string }) {
  const t = useTranslations("settings.members");
  const pageName = useTranslations("settings.pages")("members");
  const query = useInfiniteQuery(membersQuery(workspace));
  if (query.isPending) return <SkeletonRows rows={3} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <>
      <Table label={pageName}>
        <thead>
          <tr>
            <Th>{t("name")}</Th>
            <Th>{t("role")}</Th>
            <Th from="sm">{t("status")}</Th>
            <Th from="md">{t("lastLogin")}</Th>
          </tr>
        </thead>
        <tbody>
          {query.data.pages
            .flatMap((page) => page.items)
            .map((member) => (
              <MemberRow key={member.id} member={member} />
            ))}
        </tbody>
      </Table>
      <NextPage of={query} />
    </>
  );
}
