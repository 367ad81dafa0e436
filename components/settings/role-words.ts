"use client";
// A role's name in the reader's language; roles that a team made keep their own.

import { useTranslations } from "next-intl";

const known = ["Owner", "Administrator", "Builder", "Operator", "Viewer"] as const;

/** Gives the words for a role's display name. */
export function useRoleWords(): (role: string) => string {
  const t = useTranslations("settings.members.roles");
  return (role) => {
    const name = known.find((one) => one === role);
    return name ? t(name) : role;
  };
}
