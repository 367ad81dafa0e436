// `weft rewrap`: the second half of changing the secret key, after which the earlier one is no longer needed.

import { rewrapProviders } from "@/lib/models/commands/rewrap-providers";
import { rewrapSecrets } from "@/lib/secrets/rewrap-secrets";
import { rewrapServers } from "@/lib/tool-servers/commands/rewrap-servers";
import type { Command } from "./command";

export const rewrap: Command = {
  summary: "seal stored secrets anew with WEFT_SECRET_KEY, while WEFT_PREVIOUS_SECRET_KEYS still opens the old ones",
  usage: "",
  run: async () => {
    const providers = await rewrapProviders();
    const secrets = await rewrapSecrets();
    const servers = await rewrapServers();
    console.log(`Sealed anew: ${providers.sealedAnew + secrets.sealedAnew + servers.sealedAnew}`);
    const lost = [
      ...providers.lost.map((name) => `provider ${name}`),
      ...secrets.lost.map((name) => `secret ${name}`),
      ...servers.lost.map((name) => `tool server ${name}`),
    ];
    if (lost.length === 0) return 0;
    console.error(`No key opens what was sealed for: ${lost.join(", ")}. Enter their values again.`);
    return 1;
  },
};
