// The shape of the designer while it is on its way.

import { Skeleton } from "@/components/ui/skeleton";

export function DesignerOutline() {
  return (
    <div className="h-shell bg-paper" aria-busy="true">
      <div className="h-13 border-line border-b bg-surface" />
      <Skeleton className="m-3.5 h-80 w-53 rounded-xl" />
    </div>
  );
}
