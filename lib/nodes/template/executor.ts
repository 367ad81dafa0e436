// The templates are resolved before a node starts, so what is left is to name the value.

import { textOf } from "../../expressions/values";
import type { Executor } from "../contract";
import type { TemplateConfig } from "./definition";

export const runTemplate: Executor<TemplateConfig> = ({ config }) => {
  if (config.mode === "json") return { outputs: { json: config.json ?? null } };
  const text = textOf(config.text ?? null, 0);
  return { outputs: { text }, content: text };
};
