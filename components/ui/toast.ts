// Says something that has just happened, without a page waiting for it. The toaster itself is loaded when the first
// toast is; until then this is a list. An error that the reader must act on belongs beside its cause, not here.

export interface Toast {
  tone?: "plain" | "ok" | "bad";
  title: string;
  detail?: string;
  action?: { label: string; run: () => void };
  /** A toast with the same id replaces the one that is shown. */
  id?: string;
}

const waiting: Toast[] = [];
let draw: ((toast: Toast) => void) | undefined;
let wake: (() => void) | undefined;

/** Shows a toast. */
export function showToast(toast: Toast): void {
  if (draw) {
    draw(toast);
    return;
  }
  waiting.push(toast);
  wake?.();
}

/** Calls back when there is a toast and nobody to draw it; returns how to stop. */
export function onToastWaiting(callback: () => void): () => void {
  wake = callback;
  if (waiting.length > 0) callback();
  return () => {
    if (wake === callback) wake = undefined;
  };
}

/** Draws the toasts that waited and all later ones; returns how to stop. */
export function drawToasts(next: (toast: Toast) => void): () => void {
  draw = next;
  for (const toast of waiting.splice(0)) next(toast);
  return () => {
    if (draw === next) draw = undefined;
  };
}
