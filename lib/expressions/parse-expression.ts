// The grammar: a recursive descent over tokens with a bound on nesting, so that neither time nor stack can be
// exhausted by what somebody typed. Evaluates nothing.

import type { BinaryOperator, Expression, Outcome, Segment } from "./ast";
import { ExpressionFault, outcomeOf } from "./fault";
import { functionArity } from "./function-names";
import { expressionLimits } from "./limits";
import { readToken, type Token } from "./read-tokens";

/** Operators from the loosest to the tightest. */
const levels: readonly (readonly BinaryOperator[])[] = [
  ["??"],
  ["||"],
  ["&&"],
  ["==", "!="],
  ["<", "<=", ">", ">="],
  ["+", "-"],
  ["*", "/", "%"],
];

/** Parses a whole text as one expression. */
export function parseExpression(text: string): Outcome<Expression> {
  return outcomeOf(() => {
    const { expression, next } = parseFrom(text, 0);
    if (next.kind !== "end") throw new ExpressionFault("unexpected_token", next.at, { token: next.value });
    return expression;
  });
}

/** Parses one expression that begins at `from`; `next` is the first token behind it. Throws ExpressionFault. */
export function parseFrom(text: string, from: number): { expression: Expression; next: Token } {
  const parser = new Parser(text, from);
  return { expression: parser.parseWhole(), next: parser.token };
}

class Parser {
  token: Token;
  private nesting = 0;
  private readonly limit: number;

  constructor(
    private readonly text: string,
    private readonly from: number,
  ) {
    this.limit = from + expressionLimits.expressionLength;
    this.token = readToken(text, from);
  }

  parseWhole(): Expression {
    if (this.token.kind === "end" || this.token.value === "}}") {
      throw new ExpressionFault("expression_empty", this.from);
    }
    return this.parseChoice();
  }

  private advance(): void {
    this.token = readToken(this.text, this.token.end);
    if (this.token.end > this.limit) {
      throw new ExpressionFault("too_long", this.from, { limit: expressionLimits.expressionLength });
    }
  }

  private isSign(sign: string): boolean {
    return this.token.kind === "sign" && this.token.value === sign;
  }

  private expect(sign: string): void {
    if (!this.isSign(sign)) this.refuse();
    this.advance();
  }

  private refuse(): never {
    if (this.token.kind === "end") throw new ExpressionFault("unexpected_end", this.token.at);
    throw new ExpressionFault("unexpected_token", this.token.at, {
      token: this.text.slice(this.token.at, Math.min(this.token.end, this.token.at + 40)),
    });
  }

  private nest<T>(parse: () => T): T {
    if (++this.nesting > expressionLimits.nesting) {
      throw new ExpressionFault("too_deep", this.token.at, { limit: expressionLimits.nesting });
    }
    const result = parse();
    this.nesting -= 1;
    return result;
  }

  private parseChoice(): Expression {
    const test = this.parseLevel(0);
    if (!this.isSign("?")) return test;
    return this.nest(() => {
      this.advance();
      const whenTrue = this.parseChoice();
      this.expect(":");
      return { kind: "choice", test, whenTrue, whenFalse: this.parseChoice(), at: test.at };
    });
  }

  private parseLevel(level: number): Expression {
    const operators = levels[level];
    if (operators === undefined) return this.parseUnary();
    const first = this.parseLevel(level + 1);
    const rest: { operator: BinaryOperator; operand: Expression }[] = [];
    for (let operator = this.operatorAmong(operators); operator; operator = this.operatorAmong(operators)) {
      this.advance();
      rest.push({ operator, operand: this.parseLevel(level + 1) });
    }
    return rest.length === 0 ? first : { kind: "chain", first, rest, at: first.at };
  }

  private operatorAmong(operators: readonly BinaryOperator[]): BinaryOperator | undefined {
    return this.token.kind === "sign" ? operators.find((operator) => operator === this.token.value) : undefined;
  }

  private parseUnary(): Expression {
    const { at, value } = this.token;
    if (this.token.kind !== "sign" || (value !== "-" && value !== "!")) return this.parsePostfix();
    return this.nest(() => {
      this.advance();
      return { kind: "unary", operator: value, operand: this.parseUnary(), at };
    });
  }

  private parsePostfix(): Expression {
    const start = this.token;
    if (start.kind === "name" && start.value !== "true" && start.value !== "false" && start.value !== "null") {
      this.advance();
      if (this.isSign("(")) return this.parseKeys(this.parseCall(start.value, start.at));
      return this.parsePath(start.value, start.at, start.end);
    }
    return this.parseKeys(this.parsePrimary());
  }

  private parsePath(root: string, at: number, rootEnd: number): Expression {
    const segments: Segment[] = [];
    let end = rootEnd;
    while (this.isSign(".") || this.isSign("[")) {
      const { key, end: keyEnd } = this.parseKey();
      const segment = staticSegment(key);
      if (segment === null) return this.parseKeys({ kind: "path", root, segments, at, end }, [key]);
      segments.push(segment);
      end = keyEnd;
    }
    return { kind: "path", root, segments, at, end };
  }

  private parseKeys(target: Expression, keys: Expression[] = []): Expression {
    while (this.isSign(".") || this.isSign("[")) keys.push(this.parseKey().key);
    return keys.length === 0 ? target : { kind: "access", target, keys, at: target.at };
  }

  private parseKey(): { key: Expression; end: number } {
    const dot = this.isSign(".");
    this.advance();
    if (dot) {
      const { kind, value, at, end } = this.token;
      if (kind !== "name") this.refuse();
      this.advance();
      return { key: { kind: "literal", value, at }, end };
    }
    return this.nest(() => {
      const key = this.parseChoice();
      const end = this.token.end;
      this.expect("]");
      return { key, end };
    });
  }

  private parseCall(name: string, at: number): Expression {
    const arity = functionArity(name);
    if (arity === undefined) throw new ExpressionFault("function_unknown", at, { name: name.slice(0, 60) });
    return this.nest(() => {
      this.advance();
      const args: Expression[] = [];
      while (!this.isSign(")")) {
        if (args.length > 0) this.expect(",");
        args.push(this.parseChoice());
      }
      this.advance();
      if (args.length < arity.min || args.length > arity.max) {
        throw new ExpressionFault("argument_count", at, { name, given: args.length, ...arity });
      }
      return { kind: "call", name, args, at };
    });
  }

  private parsePrimary(): Expression {
    const { kind, value, at } = this.token;
    if (kind === "number" || kind === "text") {
      this.advance();
      return { kind: "literal", value, at };
    }
    if (kind === "name") {
      this.advance();
      return { kind: "literal", value: value === "null" ? null : value === "true", at };
    }
    if (!this.isSign("(")) this.refuse();
    return this.nest(() => {
      this.advance();
      const inner = this.parseChoice();
      this.expect(")");
      return inner;
    });
  }
}

/** The key as part of a path that is known without evaluating; null where it is not. */
function staticSegment(key: Expression): Segment | null {
  if (key.kind !== "literal") return null;
  if (typeof key.value === "string") return key.value;
  return typeof key.value === "number" && Number.isSafeInteger(key.value) ? key.value : null;
}
