// The fixed rules by which the built-in provider answers: the same question always gets the same words. It repeats
// what it got in the form that was asked for, so that a graph can be tried before a model is connected. Pure.

import type { ModelCall } from "../../nodes/contract";
import { guessLanguage } from "./guess-language";
import { phrases } from "./phrases";
import { resultsOf } from "./use-tools";

export interface Composed {
  thought: string;
  text: string;
}

const wanted = {
  /** Answers with exactly what follows. */
  say: /^\s*(?:say|repeat|echo|请说|請說|复述|複述)\s*[:：]\s*([\s\S]+)$/i,
  json: /\bjson\b/i,
  table: /\btables?\b|表格/i,
  list: /\b(?:lists?|bullets?)\b|列表|清单|清單|列出/i,
  code: /\bcode\b|代码|程式碼|程序代码/i,
  thought: /\b(?:think|reason)\b|思考|想一想/i,
};

/** Words of a text; each run of Chinese characters is cut as its readers would cut it. */
export function cutWords(text: string): string[] {
  const segments = new Intl.Segmenter("zh", { granularity: "word" }).segment(text);
  return Array.from(segments)
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment);
}

/** The thought and the answer for a call. */
export function composeAnswer({
  system,
  messages,
  parameters,
}: Pick<ModelCall, "system" | "messages" | "parameters">): Composed {
  const question = messages.findLast(({ role }) => role === "user")?.content.trim() ?? "";
  const say = phrases[guessLanguage(question || (system ?? ""))];
  const words = cutWords(question);
  const thinks = wanted.thought.test(question) || ("reasoning" in parameters && parameters.reasoning !== "none");
  const thought = thinks ? say.thought(words.length) : "";
  const exactly = wanted.say.exec(question)?.[1];
  if (exactly !== undefined) return { thought, text: exactly.trim() };
  const results = resultsOf(messages);
  if (results.length > 0) {
    const told = results.map(({ name, content }) => `**${name}**\n\n${inFence(content)}`);
    return { thought, text: [say.results, ...told, `_${say.notice} ${say.connect}_`].join("\n\n") };
  }
  if (parameters.responseFormat === "json" || wanted.json.test(question)) {
    const value = { notice: say.notice, question, words: words.length, instructions: system ?? null };
    const json = JSON.stringify(value, null, 2);
    return { thought, text: parameters.responseFormat === "json" ? json : `\`\`\`json\n${json}\n\`\`\`` };
  }
  if (question === "") return { thought, text: `${say.empty}\n\n_${say.notice}_` };
  const quote = `${say.asked}\n\n${question
    .split("\n")
    .map((line) => `> ${line}`)
    .join("\n")}`;
  const facts = [say.size(words.length, Array.from(question).length)];
  const turns = Math.max(0, messages.length - 1);
  if (system?.trim()) facts.push(say.instructions(firstLine(system)));
  if (turns > 0) facts.push(say.turns(Math.ceil(turns / 2)));
  const parts = [quote, shapeOf(question, words, say.table), facts.map((fact) => `- ${fact}`).join("\n")];
  return { thought, text: [...parts, `_${say.notice} ${say.connect}_`].filter(Boolean).join("\n\n") };
}

/** The question's words in the form that it asked for; empty when it asked for none. */
function shapeOf(question: string, words: string[], head: { word: string; length: string }): string {
  const some = words.slice(0, 8);
  if (wanted.table.test(question)) {
    const rows = some.map((word) => `| ${word} | ${Array.from(word).length} |`);
    return [`| ${head.word} | ${head.length} |`, "| --- | ---: |", ...rows].join("\n");
  }
  if (wanted.list.test(question)) return some.map((word, i) => `${i + 1}. ${word}`).join("\n");
  if (wanted.code.test(question))
    return `\`\`\`js\nconst question = ${JSON.stringify(question)};\nreturn question.length;\n\`\`\``;
  return "";
}

/** A fence of its own cuts no result short: one inside ends at three. */
function inFence(content: string): string {
  const text = content.length > 2_000 ? `${content.slice(0, 2_000)}…` : content;
  const fence = "`".repeat(Math.max(3, ...(text.match(/`+/g) ?? []).map((run) => run.length + 1)));
  return `${fence}\n${text}\n${fence}`;
}

function firstLine(text: string): string {
  const line = Array.from(text.trim().split("\n")[0] ?? "");
  return line.length > 80 ? `${line.slice(0, 79).join("")}…` : line.join("");
}
