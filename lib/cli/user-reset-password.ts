// `weft user reset-password`: a new password for somebody who can't sign in. Ends all of their sessions.

import { setPassword } from "@/lib/auth/account-commands";
import { checkNewPassword } from "@/lib/auth/check-new-password";
import { findUser } from "@/lib/auth/find-user";
import { forgiveAttempts } from "@/lib/auth/sign-in-limits";
import { newToken } from "@/lib/auth/token";
import { type Command, CommandError } from "./command";
import { inWords, readOptions, readPassword, required } from "./options";

const options = { user: { type: "string" }, "password-stdin": { type: "boolean" } } as const;

export const userResetPassword: Command = {
  summary: "give a user a new password; without --password-stdin it is made and printed",
  usage: "--user E-MAIL-OR-USERNAME [--password-stdin]",
  run: async (args) => {
    const given = readOptions(args, options);
    const user = await findUser(required(given.user, "user"));
    if (!user) throw new CommandError(`There is no user "${given.user}".`);
    const password = given["password-stdin"] ? await readPassword() : newToken().slice(0, 20);
    try {
      checkNewPassword(password, [user.email, user.username]);
    } catch (error) {
      throw inWords(error);
    }
    await setPassword(user.id, password, {
      name: user.name,
      ip: null,
      userAgent: "command line",
      keepSession: null,
      requestId: null,
    });
    await forgiveAttempts(user.id, null);
    console.error(`${user.email} has a new password, and every session has ended.`);
    if (!given["password-stdin"]) console.log(password);
    return 0;
  },
};
