"use client";
// Language, appearance and time zone of one's own account. Each takes effect as soon as it is chosen.

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { startTransition, useOptimistic, useState, useSyncExternalStore } from "react";
import { type Account, updateAccount } from "@/lib/auth/contract";
import { callOperation } from "@/lib/http/client";
import { themes } from "@/lib/i18n/cookies";
import { isLocale, localeNames, locales } from "@/lib/i18n/locales";
import { ErrorBanner } from "../ui/error-state";
import { Field } from "../ui/field";
import { Select } from "../ui/select";
import { applyTheme } from "../ui/theme";

type Preferences = Account["preferences"];

// Asked for once: the list of the runtime has some four hundred names.
let known: readonly string[] | undefined;
const knownZones = () => {
  known ??= Intl.supportedValuesOf("timeZone");
  return known;
};
const noZones: readonly string[] = [];
const never = () => () => undefined;

/** The zones to choose from. Server and browser know different names, so the list comes once the page is alive. */
function useTimeZones(held: string | null): readonly string[] {
  const zones = useSyncExternalStore(never, knownZones, () => noZones);
  return held && !zones.includes(held) ? [held, ...zones] : zones;
}

export function PreferencesForm({ account }: { account: Account }) {
  const t = useTranslations("settings.account");
  const router = useRouter();
  // What the account holds may change beside this form, in the menu; a choice under way stands until it is stored.
  const [held, show] = useOptimistic(account.preferences, (held, change: Partial<Preferences>) => ({
    ...held,
    ...change,
  }));
  const [error, setError] = useState<unknown>(null);
  const zones = useTimeZones(held.timezone);

  const keep = (change: Partial<Preferences>) =>
    startTransition(async () => {
      show(change);
      setError(null);
      try {
        await callOperation(updateAccount, { body: { preferences: change } });
        if (change.theme) applyTheme(change.theme);
        startTransition(() => router.refresh());
      } catch (failure) {
        startTransition(() => setError(failure));
      }
    });

  return (
    <div className="flex max-w-md flex-col gap-4">
      {error ? <ErrorBanner error={error} /> : null}
      <Field label={t("language")}>
        {(control) => (
          <Select
            {...control}
            value={held.language ?? ""}
            options={[
              { value: "", label: t("languageAuto") },
              ...locales.map((locale) => ({ value: locale, label: localeNames[locale] })),
            ]}
            onChange={({ target }) => keep({ language: isLocale(target.value) ? target.value : null })}
          />
        )}
      </Field>
      <Field label={t("theme")}>
        {(control) => (
          <Select
            {...control}
            value={held.theme}
            options={themes.map((theme) => ({ value: theme, label: t(`themes.${theme}`) }))}
            onChange={({ target }) => keep({ theme: themes.find((theme) => theme === target.value) ?? "system" })}
          />
        )}
      </Field>
      <Field label={t("timezone")}>
        {(control) => (
          <Select
            {...control}
            value={held.timezone ?? ""}
            options={[
              { value: "", label: t("timezoneAuto") },
              ...zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") })),
            ]}
            onChange={({ target }) => keep({ timezone: target.value || null })}
          />
        )}
      </Field>
    </div>
  );
}
