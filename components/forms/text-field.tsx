// One line of a form that is sent whole: the browser keeps what was typed.

import type { ComponentProps, ReactNode } from "react";
import { Field } from "../ui/field";
import { Input } from "../ui/input";

export type TextFieldProps = Omit<ComponentProps<typeof Input>, "start" | "end"> & {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
};

export function TextField({ label, hint, error, required, ...rest }: TextFieldProps) {
  return (
    <Field label={label} required={required} {...(hint ? { hint } : {})} {...(error ? { error } : {})}>
      {(control) => <Input {...control} {...rest} />}
    </Field>
  );
}
