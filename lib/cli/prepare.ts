// `weft prepare`: checks the environment and migrates, for containers and for the start script.

import { prepareInstallation } from "@/lib/installation/prepare";
import { seedTemplates } from "@/lib/workflows/seed-templates";
import { type Command, CommandError } from "./command";

export const prepare: Command = {
  summary: "check the configuration and bring the database up to date",
  usage: "",
  run: async () => {
    const result = await prepareInstallation();
    if ("fault" in result) throw new CommandError(result.fault);
    await seedTemplates();
    if (result.applied.length > 0) console.log(`Database updated: ${result.applied.join(", ")}`);
    return 0;
  },
};
