// `weft key create`: an API key, printed once and alone on standard output, so that a script can take it.

import { createApiKey } from "@/lib/api-keys/commands";
import { createApiKeyBody } from "@/lib/api-keys/contract";
import { type FoundMember, findMembers, scopeOfMember } from "@/lib/auth/find-member";
import { newId } from "@/lib/shared/ids";
import { type Command, CommandError } from "./command";
import { inWords, readOptions, required } from "./options";

const options = {
  name: { type: "string" },
  workspace: { type: "string" },
  user: { type: "string" },
  permissions: { type: "string" },
  "allowed-ips": { type: "string" },
  "rate-limit": { type: "string" },
  "expires-in-days": { type: "string" },
} as const;

const listOf = (text: string | undefined) =>
  text
    ?.split(",")
    .map((part) => part.trim())
    .filter(Boolean);

async function chooseMember(user: string | undefined, workspace: string | undefined): Promise<FoundMember> {
  const members = await findMembers(user ?? null, workspace ?? null);
  const [first] = members;
  if (!first) {
    const place = workspace ? `the workspace "${workspace}"` : "any workspace";
    throw new CommandError(
      user
        ? `There is no active user "${user}" in ${place}.`
        : `No administrator is in ${place}. Set the installation up first: npm run weft -- setup`,
    );
  }
  const slugs = [...new Set(members.map((member) => member.workspaceSlug))];
  if (slugs.length > 1) throw new CommandError(`Say which workspace with --workspace: ${slugs.join(", ")}.`);
  return first;
}

export const keyCreate: Command = {
  summary: "make an API key and print it, once",
  usage:
    "--name N [--workspace SLUG] [--user E-MAIL] [--permissions a,b] [--allowed-ips a,b] [--rate-limit PER-MINUTE] [--expires-in-days N]",
  run: async (args) => {
    const given = readOptions(args, options);
    const days = given["expires-in-days"];
    if (days !== undefined && !/^[1-9]\d{0,4}$/.test(days)) {
      throw new CommandError("--expires-in-days must be a whole number of days.");
    }
    const parsed = createApiKeyBody.safeParse({
      name: required(given.name, "name"),
      permissions: listOf(given.permissions),
      allowedIps: listOf(given["allowed-ips"]),
      rateLimit: given["rate-limit"] === undefined ? undefined : Number(given["rate-limit"]),
      expiresAt: days && new Date(Date.now() + Number(days) * 24 * 3_600_000).toISOString(),
    });
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new CommandError(`${issue?.path[0]?.toString() ?? ""}: ${issue?.message ?? "does not fit"}`);
    }
    try {
      const member = await chooseMember(given.user, given.workspace);
      const { key, apiKey } = await createApiKey(scopeOfMember(member, newId()), parsed.data);
      console.error(`Key "${apiKey.name}" of ${member.userName} for the workspace ${member.workspaceSlug}:`);
      console.log(key);
      return 0;
    } catch (error) {
      throw inWords(error);
    }
  },
};
