// Begins a run: its inputs, typed, and the question become values that other nodes refer to.

import type { Executor } from "../contract";
import { askedFields, inputsInvalid } from "./check-inputs";
import { coerceInputs } from "./coerce-inputs";
import type { StartConfig } from "./definition";

export const runStart: Executor<StartConfig> = ({ node, inputs }, context) => {
  const { values, faults } = coerceInputs(askedFields(node.config), inputs);
  if (faults.length > 0) throw inputsInvalid(faults);
  return { outputs: { ...values, query: context.run.query } };
};
