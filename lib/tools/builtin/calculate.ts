// A small calculator: reads numbers, operators, functions and parentheses by precedence and gives a number. It knows
// nothing else, so there is nothing else that a text could reach. Pure.

import { wrong } from "./read-arguments";

const constants: Readonly<Record<string, number>> = { pi: Math.PI, e: Math.E };
const decimal = /(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const word = /[A-Za-z][A-Za-z0-9]*/y;
const maxDepth = 100;

/** Rounds as people write it: 1.005 to two places is 1.01. */
function round(value: number, places = 0): number {
  if (!Number.isInteger(places) || Math.abs(places) > 15) throw wrong("round takes 0 to 15 places.");
  const shifted = Number(`${value}e${places}`);
  if (Number.isNaN(shifted)) return value;
  return Number(`${Math.sign(shifted) * Math.round(Math.abs(shifted))}e${-places}`);
}

const functions: Readonly<Record<string, { min: number; max: number; of: (...values: number[]) => number }>> = {
  sqrt: { min: 1, max: 1, of: Math.sqrt },
  abs: { min: 1, max: 1, of: Math.abs },
  round: { min: 1, max: 2, of: round },
  floor: { min: 1, max: 1, of: Math.floor },
  ceil: { min: 1, max: 1, of: Math.ceil },
  ln: { min: 1, max: 1, of: Math.log },
  log10: { min: 1, max: 1, of: Math.log10 },
  exp: { min: 1, max: 1, of: Math.exp },
  sin: { min: 1, max: 1, of: Math.sin },
  cos: { min: 1, max: 1, of: Math.cos },
  tan: { min: 1, max: 1, of: Math.tan },
  min: { min: 1, max: 100, of: Math.min },
  max: { min: 1, max: 100, of: Math.max },
};

class Reader {
  private at = 0;
  private depth = 0;
  constructor(private readonly text: string) {}

  /** The whole text as one number. */
  read(): number {
    const value = this.sum();
    this.space();
    if (this.at < this.text.length) throw this.unexpected();
    return value;
  }

  private sum(): number {
    let value = this.product();
    for (;;) {
      if (this.take("+")) value += this.product();
      else if (this.take("-") || this.take("−")) value -= this.product();
      else return value;
    }
  }

  private product(): number {
    let value = this.signed();
    for (;;) {
      if (this.take("*") || this.take("×")) value *= this.signed();
      else if (this.take("/") || this.take("÷")) value /= this.divisor();
      else if (this.take("%")) value %= this.divisor();
      else return value;
    }
  }

  private divisor(): number {
    const value = this.signed();
    if (value === 0) throw wrong("Something is divided by zero.");
    return value;
  }

  private signed(): number {
    if (this.take("-") || this.take("−")) return -this.deeper(() => this.signed());
    if (this.take("+")) return this.deeper(() => this.signed());
    return this.power();
  }

  /** Binds stronger than a sign before it, and from the right. */
  private power(): number {
    const base = this.single();
    return this.take("^") || this.take("**") ? base ** this.deeper(() => this.signed()) : base;
  }

  private single(): number {
    if (this.take("(")) return this.closed(this.deeper(() => this.sum()));
    const digits = this.match(decimal);
    if (digits !== null) return Number(digits.replaceAll("_", ""));
    const name = this.match(word)?.toLowerCase();
    if (name === undefined) throw this.unexpected();
    const constant = Object.hasOwn(constants, name) ? constants[name] : undefined;
    return constant ?? this.called(name);
  }

  private called(name: string): number {
    const known = Object.hasOwn(functions, name) ? functions[name] : undefined;
    if (!known) throw wrong(`“${name.slice(0, 40)}” is not known here.`);
    if (!this.take("(")) throw wrong(`“${name}” needs its values in parentheses.`);
    const values = [this.deeper(() => this.sum())];
    while (this.take(",")) values.push(this.deeper(() => this.sum()));
    if (values.length < known.min || values.length > known.max) throw wrong(`“${name}” takes ${known.min} value(s).`);
    return this.closed(known.of(...values));
  }

  private closed(value: number): number {
    if (!this.take(")")) throw wrong("A closing parenthesis is missing.");
    return value;
  }

  private deeper(read: () => number): number {
    if (++this.depth > maxDepth) throw wrong("The expression is nested too deeply.");
    const value = read();
    this.depth--;
    return value;
  }

  private space(): void {
    while (/\s/.test(this.text.charAt(this.at))) this.at++;
  }

  private take(sign: string): boolean {
    this.space();
    // `**` is a power, so one star alone must not take half of it.
    const isHalf = sign === "*" && this.text.startsWith("**", this.at);
    if (isHalf || !this.text.startsWith(sign, this.at)) return false;
    this.at += sign.length;
    return true;
  }

  private match(pattern: RegExp): string | null {
    this.space();
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) return null;
    this.at += found.length;
    return found;
  }

  private unexpected() {
    const found = this.text.charAt(this.at);
    return wrong(
      found === "" ? "The expression ends too early." : `“${found}” at character ${this.at + 1} does not belong there.`,
    );
  }
}

/** What a calculation gives; 0.1 + 0.2 is 0.3. */
export function calculate(text: string): number {
  const value = new Reader(text).read();
  if (!Number.isFinite(value)) throw wrong("The result is no finite number.");
  return Number(value.toPrecision(15));
}
