"use client";
// One secret in the list, without its value.

import { Ellipsis, Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { SecretView } from "@/lib/secrets/contract";
import { DropdownMenu } from "../ui/dropdown-menu";
import { IconButton } from "../ui/icon-button";
import { Td, Tr } from "../ui/table";
import { Time } from "../ui/time";
import { SecretUses } from "./secret-uses";

export interface SecretRowProps {
  workspace: string;
  secret: SecretView;
  onReplace: () => void;
  onDelete: () => void;
}

export function SecretRow({ workspace, secret, onReplace, onDelete }: SecretRowProps) {
  const t = useTranslations("settings.secrets");
  return (
    <Tr>
      <Td>
        <code className="break-all font-medium font-mono">{secret.name}</code>
        {secret.description ? (
          <p className="wrap-anywhere max-w-[48ch] text-ink-3 text-xs">{secret.description}</p>
        ) : null}
      </Td>
      <Td from="sm">
        <SecretUses workspace={workspace} secret={secret} />
      </Td>
      <Td from="lg" className="whitespace-nowrap">
        {secret.lastUsedAt ? <Time value={secret.lastUsedAt} /> : t("never")}
      </Td>
      <Td from="md" className="whitespace-nowrap">
        <Time value={secret.updatedAt} />
        {secret.updatedByName ? <p className="text-ink-3 text-xs">{t("by", { name: secret.updatedByName })}</p> : null}
      </Td>
      <Td numeric>
        <DropdownMenu
          trigger={
            <IconButton label={t("actions", { name: secret.name })}>
              <Ellipsis />
            </IconButton>
          }
          entries={[
            { id: "replace", label: t("replace"), icon: <Pencil />, onSelect: onReplace },
            { id: "delete", label: t("delete"), icon: <Trash2 />, danger: true, onSelect: onDelete },
          ]}
        />
      </Td>
    </Tr>
  );
}
