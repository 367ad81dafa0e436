// What a command of the command line is. A feature writes its commands in a file of its own; lib/cli.ts names them.

export interface Command {
  /** One line of the list of commands. */
  summary: string;
  /** How it is called, after its name. */
  usage: string;
  /** Runs it; the number is the exit code. Results go to stdout, everything said to people to stderr. */
  run(args: string[]): Promise<number>;
}

/** A mistake in how a command was called, or a refusal in words; printed without a stack. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}
