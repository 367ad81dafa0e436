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
  // Pictures are shown as they are, so the library that would resize them (LGPL) is neither needed nor shipped.
  images: { unoptimized: true },
  outputFileTracingExcludes: { "*": ["node_modules/sharp/**", "node_modules/@img/**"] },
  agentRules: false,
  // Started again with what it had kept, `npm start -- --dev` told every page again and again to load itself anew.
  experimental: { turbopackFileSystemCacheForDev: false },
  // Away from the account menu, which stands in the other corner.
  devIndicators: { position: "bottom-right" },
  // Types are a part of `npm test`; who starts a checkout waits for nothing that can't change what is built.
  typescript: { ignoreBuildErrors: true },
};

export default createNextIntlPlugin({
  requestConfig: "./lib/i18n/request.ts",
  experimental: {
    // Messages are parsed while building: pages carry no parser for them (9 kB less in every page).
    messages: { path: "./messages", locales: ["en", "zh-CN", "zh-TW"], format: "json", precompile: true },
  },
})(config);
