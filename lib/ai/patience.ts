// How long a call is waited for: until the first token, between tokens, and altogether. One timer a call, however many
// tokens come. Knows nothing of what is waited for.

export interface PatienceLimits {
  firstMs: number;
  idleMs: number;
  totalMs: number;
}

export interface Patience {
  /** Aborts when the caller gives up or the patience ends. */
  signal: AbortSignal;
  /** Tells that something came. */
  heard(): void;
  /** Seconds of the limit that ran out; null while none has. */
  expiredAfterS(): number | null;
  stop(): void;
}

/** Starts waiting, together with the caller's own signal. */
export function startPatience(limits: PatienceLimits, caller: AbortSignal): Patience {
  const controller = new AbortController();
  const start = performance.now();
  let last = start;
  let limit = limits.firstMs;
  let expired: number | null = null;
  const giveUp = () => controller.abort(caller.reason);

  const check = () => {
    const now = performance.now();
    const silent = last + limit;
    const end = start + limits.totalMs;
    const next = Math.min(silent, end);
    // Timers may fire a fraction of a millisecond early.
    if (now < next - 1) {
      timer = setTimeout(check, next - now);
      return;
    }
    expired = Math.round((end <= silent ? limits.totalMs : limit) / 100) / 10;
    controller.abort(new DOMException("The provider was too slow.", "TimeoutError"));
  };
  let timer = setTimeout(check, Math.min(limits.firstMs, limits.totalMs));
  if (caller.aborted) giveUp();
  else caller.addEventListener("abort", giveUp, { once: true });

  return {
    signal: controller.signal,
    heard() {
      last = performance.now();
      limit = limits.idleMs;
    },
    expiredAfterS: () => expired,
    stop() {
      clearTimeout(timer);
      caller.removeEventListener("abort", giveUp);
    },
  };
}
