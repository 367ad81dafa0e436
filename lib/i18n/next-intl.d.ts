// Gives every translation key its type: t("no.such.key") does not compile.

import type { Locale } from "./locales";
import type { Messages as OurMessages } from "./namespaces";

declare module "next-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: OurMessages;
  }
}
