// What the built-in provider says, in the three languages. It never pretends to understand. Pure.

import type { Language } from "./guess-language";

export interface Phrases {
  notice: string;
  empty: string;
  asked: string;
  instructions(line: string): string;
  turns(n: number): string;
  size(words: number, characters: number): string;
  connect: string;
  /** Before the results of tools. */
  results: string;
  table: { word: string; length: string };
  thought(words: number): string;
}

export const phrases: Record<Language, Phrases> = {
  en: {
    notice: "No language model answers here: this reply follows fixed rules.",
    empty: "Nothing was asked.",
    asked: "You asked:",
    instructions: (line) => `Instructions received: “${line}”`,
    turns: (n) => `Earlier turns received: ${n}`,
    size: (words, characters) =>
      `The question has ${words} ${words === 1 ? "word" : "words"} and ${characters} characters.`,
    connect: "Connect a provider on the Models page to get real answers.",
    results: "The tools gave:",
    table: { word: "Word", length: "Characters" },
    thought: (words) =>
      `The question has ${words} ${words === 1 ? "word" : "words"}. I repeat it and add what I can count.`,
  },
  "zh-CN": {
    notice: "这里没有接入语言模型，本回复按固定规则生成。",
    empty: "没有收到问题。",
    asked: "你问的是：",
    instructions: (line) => `收到的指令：“${line}”`,
    turns: (n) => `收到的前文轮数：${n}`,
    size: (words, characters) => `问题共 ${words} 个词，${characters} 个字符。`,
    connect: "在“模型”页面接入服务商后，就能得到真正的回答。",
    results: "工具的结果：",
    table: { word: "词", length: "字符数" },
    thought: (words) => `问题有 ${words} 个词。我会复述问题，并补上能数出来的内容。`,
  },
  "zh-TW": {
    notice: "這裡沒有接上語言模型，這則回覆依固定規則產生。",
    empty: "沒有收到問題。",
    asked: "你問的是：",
    instructions: (line) => `收到的指示：「${line}」`,
    turns: (n) => `收到的前文輪數：${n}`,
    size: (words, characters) => `問題共 ${words} 個詞，${characters} 個字元。`,
    connect: "到「模型」頁面接上服務商，就能得到真正的回答。",
    results: "工具的結果：",
    table: { word: "詞", length: "字元數" },
    thought: (words) => `問題有 ${words} 個詞。我會複述問題，再補上數得出來的內容。`,
  },
};
