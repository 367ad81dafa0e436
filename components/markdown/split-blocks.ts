// Cuts Markdown into blocks that can be rendered each by itself, so that a long answer that grows renders only its last
// block again. Joined, the blocks are the text. Pure; knows Markdown only as far as cutting it safely needs.

const fence = /^ {0,3}(`{3,}|~{3,})/;
const listItem = /^\s*(?:[-*+]|\d{1,9}[.)])\s/;
// What a definition names can stand anywhere in the text, so such a text stays whole.
const definition = /^ {0,3}\[[^\]]+\]:\s/m;

/** The blocks of a text, in order; every block but the last stays as it is while the text grows. */
export function splitBlocks(text: string): string[] {
  if (definition.test(text)) return [text];
  const blocks: string[] = [];
  let block = "";
  let open: string | null = null;
  let inList = false;
  let blank = false;
  for (const line of text.split(/(?<=\n)/)) {
    const words = line.trim();
    const marker = fence.exec(line)?.[1];
    const continues = open !== null || words === "" || (inList && (/^\s/.test(line) || listItem.test(line)));
    if (blank && !continues) {
      blocks.push(block);
      block = "";
      inList = false;
    }
    if (block.trim() === "") inList = listItem.test(line);
    block += line;
    blank = open === null && words === "";
    if (!marker) continue;
    if (open === null) open = marker;
    else if (marker[0] === open[0] && marker.length >= open.length && words === marker) open = null;
  }
  if (block !== "") blocks.push(block);
  return blocks;
}
