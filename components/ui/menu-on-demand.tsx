"use client";
// A dropdown menu whose code comes when it is first wanted: for pages with a small budget and a menu in every row. What
// opens it is there from the beginning; the menu is fetched under the pointer or with the focus.

import { type ComponentProps, lazy, type ReactNode, Suspense, useState } from "react";
import type { DropdownMenuProps } from "./dropdown-menu";

const load = () => import("./dropdown-menu");
const DropdownMenu = lazy(() => load().then((file) => ({ default: file.DropdownMenu })));

type TriggerAttributes = Pick<
  ComponentProps<"button">,
  "aria-haspopup" | "aria-expanded" | "onClick" | "onPointerEnter" | "onFocus"
>;

export type MenuOnDemandProps = Omit<DropdownMenuProps, "trigger" | "defaultOpen"> & {
  /** Draws the button with the attributes that it is given. */
  trigger: (attributes: TriggerAttributes) => ReactNode;
};

export function MenuOnDemand({ trigger, ...menu }: MenuOnDemandProps) {
  const [wanted, setWanted] = useState(false);
  const fetchAhead = () => void load();
  if (!wanted) {
    return trigger({
      "aria-haspopup": "menu",
      "aria-expanded": false,
      onClick: () => setWanted(true),
      onPointerEnter: fetchAhead,
      onFocus: fetchAhead,
    });
  }
  const waiting = trigger({ "aria-haspopup": "menu", "aria-expanded": true });
  return (
    <Suspense fallback={waiting}>
      <DropdownMenu {...menu} defaultOpen trigger={trigger({})} />
    </Suspense>
  );
}
