// Reads a web page for a model: what it says, not its markup. Reaches only what the guarded way out allows.

import { AppError } from "../../shared/errors";
import type { BuiltinTool } from "./contract";
import { textOfHtml } from "./html-text";
import { textArgument, wrong } from "./read-arguments";

const maxUrlLength = 2_000;

function isHtml(type: string, body: string): boolean {
  return /html|xml/i.test(type) || (type === "" && /^\s*<(?:!doctype|html)/i.test(body));
}

export const readWebPage: BuiltinTool = {
  name: "read_web_page",
  title: "Web page reader",
  description: "Gets a public web page and gives its title and its text with links, without menus and markup.",
  category: "web",
  inputSchema: {
    type: "object",
    properties: { url: { type: "string", description: "The whole address, with https://", maxLength: maxUrlLength } },
    required: ["url"],
    additionalProperties: false,
  },
  annotations: { readOnlyHint: true, openWorldHint: true },
  async run(input, { getPage }) {
    const url = textArgument(input, "url", maxUrlLength);
    if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) throw wrong("The argument “url” has to be a whole address.");
    const page = await getPage(url);
    if (page.status >= 400) throw new AppError("http_status", `The page answered with status ${page.status}.`);
    const type = page.headers["content-type"] ?? "";
    if (isHtml(type, page.body)) return { url, ...textOfHtml(page.body, url) };
    if (type === "" || /^text\/|json|javascript/i.test(type)) return { url, title: "", text: page.body };
    throw new AppError("node_failed", `This is no page of text but ${type.slice(0, 100)}.`);
  },
};
