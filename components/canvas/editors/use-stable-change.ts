"use client";
// A callback that stays the same while what it calls changes: an editor is set up anew whenever it gets another one.

import { useCallback, useEffect, useRef } from "react";

/** The same function through all renders, calling the latest one. */
export function useStableChange(onChange: (value: string) => void): (value: string) => void {
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  }, [onChange]);
  return useCallback((value) => latest.current(value), []);
}
