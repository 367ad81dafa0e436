// What a version may consist of: braces in order, and only variables described that the text has. Pure.

import { AppError, type ErrorDetail } from "../shared/errors";
import {
  fitsVariable,
  type PromptProblem,
  type PromptVariable,
  readPromptText,
  variablesOfText,
} from "./prompt-variable-rules";

const words: Record<PromptProblem["code"], string> = {
  braces_unclosed: "Braces are opened and not closed. Put a backslash before braces that are text.",
  braces_unopened: "Braces are closed that nothing opened.",
  name_invalid: "Between braces stands a name: a letter or underscore, then letters, digits and underscores.",
  too_many_variables: "The text has too many variables.",
};

function faultsOf(template: string, described: readonly PromptVariable[]): ErrorDetail[] {
  const { names, problems } = readPromptText(template);
  const faults: ErrorDetail[] = problems
    .filter(({ severity }) => severity === "error")
    .map(({ code, at }) => ({ path: "body.template", code, message: `${words[code]} (at character ${at + 1})` }));
  const seen = new Set<string>();
  described.forEach((variable, index) => {
    const path = `body.variables.${index}`;
    const { name } = variable;
    if (!names.includes(name)) {
      faults.push({ path, code: "variable_unknown", message: `The text has no variable ${name}.` });
    } else if (seen.has(name)) {
      faults.push({ path, code: "variable_twice", message: `The variable ${name} is described twice.` });
    } else if (variable.default !== undefined && variable.default !== "" && !fitsVariable(variable, variable.default)) {
      const message = `The default of ${name} is not what the variable holds.`;
      faults.push({ path: `${path}.default`, code: "default_invalid", message });
    }
    seen.add(name);
  });
  return faults;
}

/** The variables of a version in the order of its text; throws `invalid_request` with everything that is wrong. */
export function checkContent(template: string, described: readonly PromptVariable[]): PromptVariable[] {
  const details = faultsOf(template, described);
  const [first] = details;
  if (first) throw new AppError("invalid_request", `${first.path}: ${first.message}`, { details });
  return variablesOfText(template, described);
}
