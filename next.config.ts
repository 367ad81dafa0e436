// How the web server is built: one folder that runs by itself, with what has native parts left as packages.
import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const config: NextConfig = {
  output: "standalone",
  outputFileTracingRoot: import.meta.dirname,
  turbopack: { root: import.meta.dirname },
  poweredByHeader: false,
  reactStrictMode: true,
  // Bundled, they lose their binaries or the worker files they load by path.
  serverExternalPackages: ["@node-rs/argon2", "pino", "run"],
  agentRules: false,
  // Types are a part of `npm test`; who starts a checkout waits for nothing that can't change what is built.
  typescript: { ignoreBuildErrors: true },
};

export default createNextIntlPlugin("./lib/i18n/request.ts")(config);
