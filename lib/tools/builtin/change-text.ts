// What can be done with a text exactly: counting, cutting, finding, changing. Plain words, no patterns, so that no
// text can make it work for ever.

import type { Json } from "../../shared/json";
import type { BuiltinTool } from "./contract";
import { optionalText, textArgument, wrong } from "./read-arguments";

const maxLength = 1_000_000;
const operations = [
  "count",
  "uppercase",
  "lowercase",
  "trim",
  "replace",
  "split",
  "find",
  "slice",
  "encode_base64",
  "decode_base64",
  "encode_url",
  "decode_url",
] as const;

function countOf(text: string): Json {
  const characters = [...new Intl.Segmenter().segment(text)].length;
  const words = [...new Intl.Segmenter(undefined, { granularity: "word" }).segment(text)];
  return {
    characters,
    words: words.filter((part) => part.isWordLike).length,
    lines: text === "" ? 0 : text.split(/\r\n|\r|\n/).length,
  };
}

function placesOf(text: string, search: string): Json {
  const places: number[] = [];
  for (let at = text.indexOf(search); at >= 0 && places.length < 1_000; at = text.indexOf(search, at + search.length)) {
    places.push(at);
  }
  return { count: places.length, places };
}

function decodedUrl(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw wrong("The text is not encoded for addresses.");
  }
}

function wholeNumber(value: Json | undefined): number | undefined {
  return typeof value === "number" && Number.isInteger(value) ? value : undefined;
}

export const changeText: BuiltinTool = {
  name: "change_text",
  title: "Text operations",
  description: "Counts, changes, cuts, searches, encodes or decodes a text exactly.",
  category: "text",
  inputSchema: {
    type: "object",
    properties: {
      operation: { type: "string", enum: [...operations] },
      text: { type: "string", maxLength },
      search: { type: "string", description: "For replace, split and find: what to look for, literally." },
      replacement: { type: "string", description: "For replace." },
      from: { type: "integer", description: "For slice: the first character, from 0; negative from the end." },
      to: { type: "integer", description: "For slice: the character after the last." },
    },
    required: ["operation", "text"],
    additionalProperties: false,
  },
  annotations: { readOnlyHint: true, openWorldHint: false },
  run(input) {
    const operation = operations.find((one) => one === input.operation);
    const text = optionalText(input, "text", maxLength);
    const search = () => textArgument(input, "search", 10_000);
    switch (operation) {
      case "count":
        return countOf(text);
      case "uppercase":
        return text.toUpperCase();
      case "lowercase":
        return text.toLowerCase();
      case "trim":
        return text.trim();
      case "replace":
        return text.replaceAll(search(), () => optionalText(input, "replacement", 10_000));
      case "split":
        return text.split(search());
      case "find":
        return placesOf(text, search());
      case "slice":
        return text.slice(wholeNumber(input.from) ?? 0, wholeNumber(input.to));
      case "encode_base64":
        return Buffer.from(text, "utf8").toString("base64");
      case "decode_base64":
        return Buffer.from(text, "base64").toString("utf8");
      case "encode_url":
        return encodeURIComponent(text.toWellFormed());
      case "decode_url":
        return decodedUrl(text);
      case undefined:
        throw wrong(`The argument “operation” has to be one of ${operations.join(", ")}.`);
    }
  },
};
