// Says its text as a whole: what it is made of is known before it starts.

import { textOf } from "../../expressions/values";
import type { Executor } from "../contract";
import type { AnswerConfig } from "./definition";

export const runAnswer: Executor<AnswerConfig> = ({ config }) => {
  const text = textOf(config.text, 0);
  return { outputs: { text }, content: text };
};
