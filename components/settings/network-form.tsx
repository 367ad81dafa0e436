"use client";
// Private addresses that nodes and providers may call, one a line; for administrators of the installation.

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { callOperation } from "@/lib/http/client";
import { hostRuleSchema, updateNetworkSettings } from "@/lib/workspaces/contract";
import { ErrorBanner } from "../ui/error-state";
import { Field } from "../ui/field";
import { Textarea } from "../ui/textarea";
import { faultyLine, linesOf } from "./lines";
import { SaveRow } from "./save-row";

export function NetworkForm({ allow }: { allow: readonly string[] }) {
  const t = useTranslations("settings");
  const [text, setText] = useState(allow.join("\n"));
  const [state, setState] = useState<{ busy?: boolean; saved?: boolean; fault?: string; error?: unknown }>({});

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const lines = linesOf(text);
    const fault = faultyLine(hostRuleSchema, lines);
    if (fault !== undefined) return setState({ fault });
    setState({ busy: true });
    try {
      const kept = await callOperation(updateNetworkSettings, { body: { allow: lines } });
      setText(kept.allow.join("\n"));
      setState({ saved: true });
    } catch (error) {
      setState({ error });
    }
  };

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex max-w-md flex-col gap-4">
      {state.error ? <ErrorBanner error={state.error} /> : null}
      <Field
        label={t("workspace.networkLabel")}
        hint={t("workspace.networkHint")}
        error={state.fault === undefined ? undefined : t("workspace.networkFault", { line: state.fault })}
      >
        {(control) => (
          <Textarea
            {...control}
            mono
            value={text}
            onChange={({ target }) => {
              setText(target.value);
              setState({});
            }}
            autoCapitalize="none"
            spellCheck={false}
          />
        )}
      </Field>
      <SaveRow label={t("save")} savedLabel={t("saved")} busy={state.busy ?? false} saved={state.saved ?? false} />
    </form>
  );
}
