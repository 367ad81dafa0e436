// The options of a command, and a password from standard input. Knows no command.

import { type ParseArgsConfig, parseArgs } from "node:util";
import { AppError } from "@/lib/shared/errors";
import { CommandError } from "./command";

type Declared = NonNullable<ParseArgsConfig["options"]>;
type Parsed<T extends Declared> = { [K in keyof T]?: T[K]["type"] extends "boolean" ? boolean : string };

/** Reads `--name value` options; anything unknown is a mistake. */
export function readOptions<T extends Declared>(args: string[], options: T): Parsed<T> {
  try {
    return parseArgs({ args, options, strict: true, allowPositionals: false }).values as Parsed<T>;
  } catch (error) {
    throw new CommandError(error instanceof Error ? error.message : String(error));
  }
}

/** A value that the command can't do without. */
export function required(value: string | undefined, option: string): string {
  if (value?.trim()) return value.trim();
  throw new CommandError(`--${option} is missing.`);
}

/** The first line of standard input, where a password can be given without showing up in a list of processes. */
export async function readPassword(): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write("Password: ");
  let text = "";
  for await (const chunk of process.stdin) {
    text += String(chunk);
    if (text.includes("\n")) break;
    if (text.length > 10_000) throw new CommandError("The password on standard input is too long.");
  }
  const [line = ""] = text.split(/\r?\n/);
  if (line === "") throw new CommandError("Send the password on standard input.");
  return line;
}

/** Turns a refusal of the product into the command's own words. */
export function inWords(error: unknown): unknown {
  return error instanceof AppError ? new CommandError(error.message) : error;
}
