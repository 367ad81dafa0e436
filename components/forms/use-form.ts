"use client";
// The life of a small form: what was typed stays in the fields, faults stand at their fields, anything else that went
// wrong stands above them, and the first faulty field gets the focus.

import { type FormEvent, useState } from "react";
import type { z } from "zod";
import { type Faults, faultsIn, faultsOf } from "./faults";

export interface FormState {
  busy: boolean;
  faults: Faults;
  /** What went wrong with the whole, if anything. */
  error: unknown;
  submit: (event: FormEvent<HTMLFormElement>) => void;
  /** Takes a field's fault away as soon as somebody changes it. */
  edit: (event: FormEvent<HTMLFormElement>) => void;
}

function focusFirst(form: HTMLFormElement, faults: Faults): void {
  const field = [...form.elements].find((element) => {
    const name = element.getAttribute("name");
    return name !== null && faults[name] !== undefined;
  });
  if (field instanceof HTMLElement) field.focus();
}

/**
 * Checks the fields by a contract, adds what `more` finds, and sends them. `send` keeps the form busy for as long as
 * it takes; a form that leads away stays busy.
 */
export function useForm<S extends z.ZodType>(
  schema: S,
  send: (input: z.input<S>, form: HTMLFormElement) => Promise<"stay" | "leave">,
  more: (typed: Record<string, string>) => Faults = () => ({}),
): FormState {
  const [state, setState] = useState<Pick<FormState, "busy" | "faults" | "error">>({
    busy: false,
    faults: {},
    error: null,
  });

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (state.busy) return;
    const form = event.currentTarget;
    const typed: Record<string, string> = {};
    for (const [name, value] of new FormData(form)) if (typeof value === "string") typed[name] = value;
    const faults = { ...faultsIn(schema, typed), ...more(typed) };
    if (Object.keys(faults).length > 0) {
      setState({ busy: false, faults, error: null });
      focusFirst(form, faults);
      return;
    }
    setState({ busy: true, faults: {}, error: null });
    try {
      // The schema has just accepted it.
      const outcome = await send(typed as z.input<S>, form);
      if (outcome === "stay") setState({ busy: false, faults: {}, error: null });
    } catch (error) {
      const found = faultsOf(error, Object.keys(typed));
      setState({ busy: false, faults: found, error: Object.keys(found).length > 0 ? null : error });
      focusFirst(form, found);
    }
  };

  const edit = (event: FormEvent<HTMLFormElement>) => {
    const name = event.target instanceof HTMLElement ? event.target.getAttribute("name") : null;
    if (!name || !state.faults[name]) return;
    const { [name]: _, ...faults } = state.faults;
    setState({ ...state, faults });
  };

  return { ...state, submit: (event) => void submit(event), edit };
}
