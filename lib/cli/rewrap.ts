// `weft rewrap`: the second half of changing the secret key, after which the earlier one is no longer needed.

import { rewrapProviders } from "@/lib/models/commands/rewrap-providers";
import type { Command } from "./command";

export const rewrap: Command = {
  summary: "seal stored secrets anew with WEFT_SECRET_KEY, while WEFT_PREVIOUS_SECRET_KEYS still opens the old ones",
  usage: "",
  run: async () => {
    const { sealedAnew, lost } = await rewrapProviders();
    console.log(`Sealed anew: ${sealedAnew}`);
    if (lost.length === 0) return 0;
    console.error(`No key opens the secrets of: ${lost.join(", ")}. Enter them again on the Models page.`);
    return 1;
  },
};
