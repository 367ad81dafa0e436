import { expect, test } from "vitest";
import { sampleFields } from "./sample-fields";

test("each variable of both texts is asked for once", () => {
  const fields = sampleFields([
    [
      { name: "topic", type: "string", required: true },
      { name: "words", type: "number", required: true, default: 50 },
    ],
    [
      { name: "tone", type: "string", options: ["kind"], description: "How" },
      { name: "topic", type: "string", multiline: true },
    ],
  ]);
  expect(fields).toEqual([
    { name: "topic", type: "string", required: true },
    { name: "words", type: "number", default: 50 },
    { name: "tone", type: "string", options: ["kind"], description: "How" },
  ]);
});
