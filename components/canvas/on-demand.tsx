"use client";
// A part of the designer whose code is fetched when it is first shown. Where that fails, or the part breaks, a sentence
// stands in its place and everything around it goes on. Knows nothing of what the part does.

import { useTranslations } from "next-intl";
import { Component, type ComponentType, type ReactNode, Suspense, use, useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";

/** Where the sentence stands: in a field's place, a page's, in a panel's, or over the page for what opens over the page. */
const places = {
  field: "",
  page: "mx-auto max-w-md px-4 pt-24",
  panel: "pointer-events-auto rounded-xl bg-surface p-3 shadow-2",
  over: "fixed inset-x-4 top-18 z-50 mx-auto max-w-md rounded-xl bg-surface p-3 shadow-3",
};

type Place = keyof typeof places;
type Dismiss = (() => void) | undefined;

/** Where a part comes from: what was fetched already, or a new attempt. */
type Fetch<P> = () => Promise<ComponentType<P>>;

/** Keeps what arrived; what failed is fetched anew the next time it is asked for. */
function fetchOnce<P>(load: Fetch<P>): Fetch<P> {
  let arrived: Promise<ComponentType<P>> | null = null;
  return () => {
    if (arrived) return arrived;
    const part = load();
    part.then(
      () => {
        arrived = part;
      },
      // Whoever shows the part hears of it.
      () => undefined,
    );
    return part;
  };
}

/** A component that stands for one whose code comes later; `onDismiss` closes the sentence where it lies over the page. */
export function onDemand<P extends object>(
  load: Fetch<P>,
  { place = "panel", loading = null }: { place?: Place; loading?: ReactNode } = {},
) {
  const fetchPart = fetchOnce(load);
  return (props: P & { onDismiss?: Dismiss }) => (
    <Part fetchPart={fetchPart} place={place} loading={loading} props={props} onDismiss={props.onDismiss} />
  );
}

interface PartProps<P> {
  fetchPart: Fetch<P>;
  place: Place;
  loading: ReactNode;
  props: P;
  onDismiss: Dismiss;
}

function Part<P extends object>({ fetchPart, place, loading, props, onDismiss }: PartProps<P>) {
  const [part, setPart] = useState(fetchPart);
  return (
    <Boundary place={place} onDismiss={onDismiss} onRetry={() => setPart(fetchPart())}>
      <Suspense fallback={loading}>
        <Arrived part={part} props={props} />
      </Suspense>
    </Boundary>
  );
}

function Arrived<P extends object>({ part, props }: { part: Promise<ComponentType<P>>; props: P }) {
  const Loaded = use(part);
  return <Loaded {...props} />;
}

interface BoundaryProps {
  place: Place;
  onRetry: () => void;
  onDismiss: Dismiss;
  children: ReactNode;
}

class Boundary extends Component<BoundaryProps, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override render() {
    const { place, onRetry, onDismiss, children } = this.props;
    if (!this.state.isBroken) return children;
    const retry = () => {
      onRetry();
      this.setState({ isBroken: false });
    };
    return <Missing place={place} onRetry={retry} onDismiss={onDismiss} />;
  }
}

function Missing({ place, onRetry, onDismiss }: Omit<BoundaryProps, "children">) {
  const t = useTranslations("designer.onDemand");
  const common = useTranslations("common");
  return (
    <div className={places[place]}>
      <Banner tone="bad">
        <p className="text-pretty">{t("missing")}</p>
        <p className="mt-2 flex gap-2">
          <Button size="sm" onClick={onRetry}>
            {common("retry")}
          </Button>
          {onDismiss ? (
            <Button size="sm" variant="ghost" onClick={onDismiss}>
              {common("close")}
            </Button>
          ) : null}
        </p>
      </Banner>
    </div>
  );
}
