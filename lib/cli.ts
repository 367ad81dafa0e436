// The command line: finds the command that the words name and runs it. Knows of a command only its name and where it is;
// each is loaded when it is called.

import { closeDatabase } from "@/db/client";
import { type Command, CommandError } from "@/lib/cli/command";
import { explainFault } from "@/lib/installation/prepare";

const commands: Record<string, () => Promise<Command>> = {
  setup: async () => (await import("@/lib/cli/setup")).setup,
  "key create": async () => (await import("@/lib/cli/key-create")).keyCreate,
  "user reset-password": async () => (await import("@/lib/cli/user-reset-password")).userResetPassword,
  doctor: async () => (await import("@/lib/cli/doctor")).doctor,
  prepare: async () => (await import("@/lib/cli/prepare")).prepare,
  rewrap: async () => (await import("@/lib/cli/rewrap")).rewrap,
};

/** The command whose name is the longest beginning of `words`, and what follows it. */
function findCommand(words: string[]): { name: string; args: string[] } | undefined {
  for (let length = Math.min(2, words.length); length > 0; length -= 1) {
    const name = words.slice(0, length).join(" ");
    if (Object.hasOwn(commands, name)) return { name, args: words.slice(length) };
  }
  return undefined;
}

async function listCommands(): Promise<string> {
  const names = Object.keys(commands).sort();
  const loaded = await Promise.all(names.map(async (name) => ({ name, command: await commands[name]?.() })));
  const lines = loaded.map(({ name, command }) => {
    const call = [name, command?.usage].filter(Boolean).join(" ");
    return `  ${call}\n      ${command?.summary ?? ""}`;
  });
  return `Usage: npm run weft -- <command>\n\n${lines.join("\n")}`;
}

async function main(words: string[]): Promise<number> {
  const found = findCommand(words);
  if (!found) {
    const help = words.length === 0 || words[0] === "help" || words[0] === "--help";
    if (!help) console.error(`There is no command "${words[0]}".\n`);
    console.log(await listCommands());
    return help ? 0 : 1;
  }
  const command = await commands[found.name]?.();
  if (!command) return 1;
  if (found.args.includes("--help")) {
    console.log(`Usage: npm run weft -- ${found.name} ${command.usage}\n\n${command.summary}`);
    return 0;
  }
  try {
    return await command.run(found.args);
  } catch (error) {
    const sentence = error instanceof CommandError ? error.message : explainFault(error);
    console.error(sentence ?? error);
    return 1;
  } finally {
    await closeDatabase();
  }
}

process.exitCode = await main(process.argv.slice(2));
