// Why an operation of an API's document can't become a tool: a code, and what it is about where that says more. Pure.

const sentences = {
  other_document: (value: string) => `It refers to another document (${value}), which is not fetched.`,
  reference_missing: (value: string) => `It refers to ${value}, which is not there.`,
  reference_circle: () => "It has references that lead in a circle.",
  part_no_object: () => "It has a part that is no object.",
  schema_no_object: () => "It has a schema that is no object.",
  parameter_incomplete: () => "It has a parameter without a name or a place.",
  body_type: (value: string) => `Its body is ${value}, which tools can't send.`,
  too_large: () => "What it asks for is too large to be told to a model.",
} as const;

export type OperationProblemCode = keyof typeof sentences;
export const operationProblemCodes = Object.keys(sentences) as OperationProblemCode[];

const longestValue = 100;

/** Something in the document that a tool can't be made of. */
export class OperationProblem extends Error {
  override readonly name = "OperationProblem";
  readonly code: OperationProblemCode;
  /** What it is about, cut: a reference, a media type. */
  readonly value: string | null;

  constructor(code: OperationProblemCode, value: string | null = null) {
    const cut = value === null ? null : value.slice(0, longestValue).toWellFormed();
    super(sentences[code](cut ?? ""));
    this.code = code;
    this.value = cut;
  }
}
