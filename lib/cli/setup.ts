// `weft setup`: the owner and the first workspace, for machines without a browser.

import { setupSchema } from "@/lib/auth/contract";
import { setUp } from "@/lib/auth/set-up";
import { env } from "@/lib/env";
import { type Command, CommandError } from "./command";
import { inWords, readOptions, readPassword, required } from "./options";

const options = {
  email: { type: "string" },
  name: { type: "string" },
  username: { type: "string" },
  workspace: { type: "string" },
  organization: { type: "string" },
  language: { type: "string" },
  timezone: { type: "string" },
  "password-stdin": { type: "boolean" },
} as const;

export const setup: Command = {
  summary: "create the owner and the first workspace, once",
  usage:
    "--email E --password-stdin --workspace W [--name N] [--username U] [--organization O] [--language en|zh-CN|zh-TW] [--timezone Z]",
  run: async (args) => {
    const { "password-stdin": fromInput, ...given } = readOptions(args, options);
    const email = required(given.email, "email");
    const workspace = required(given.workspace, "workspace");
    if (!fromInput) throw new CommandError("Give the password on standard input, with --password-stdin.");
    const password = await readPassword();
    const parsed = setupSchema.safeParse({ name: email.split("@")[0], ...given, email, workspace, password });
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new CommandError(`--${issue?.path.join(".") ?? ""}: ${issue?.message ?? "does not fit"}`);
    }
    try {
      const done = await setUp(parsed.data, { ip: null, userAgent: "command line", requestId: null });
      console.error(`The owner ${email} can sign in now.`);
      console.log(`${env().publicUrl}/w/${done.workspaceSlug}`);
      return 0;
    } catch (error) {
      throw inWords(error);
    }
  },
};
