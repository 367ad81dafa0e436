"use client";
// Makes an API key and shows it, the only time it can be seen. What was typed stays when something goes wrong.

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { listAgents } from "@/lib/agents/contract";
import { apiKeysQuery } from "@/lib/api-keys/client";
import { createApiKey } from "@/lib/api-keys/contract";
import type { Permission } from "@/lib/auth/permissions";
import { callOperation } from "@/lib/http/client";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { ErrorBanner } from "../ui/error-state";
import { faultsOfKey, type KeyDraft, type KeyFaults, newKeyDraft, requestOfKey } from "./key-draft";
import { KeyFields } from "./key-fields";
import { MadeKey } from "./made-key";

export interface CreateKeyDialogProps {
  workspace: string;
  held: readonly Permission[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

export function CreateKeyDialog({ workspace, held, open, onOpenChange }: CreateKeyDialogProps) {
  const t = useTranslations("settings.keys");
  const common = useTranslations("common");
  const cache = useQueryClient();
  const [draft, setDraft] = useState<KeyDraft>(newKeyDraft);
  const [faults, setFaults] = useState<KeyFaults>({});
  const [state, setState] = useState<{ busy?: boolean; error?: unknown; made?: string }>({});
  const agents = useQuery({
    queryKey: ["workspace", workspace, "agents", "for-keys"],
    queryFn: ({ signal }) => callOperation(listAgents, { query: { limit: 100 }, signal }),
    enabled: open && held.includes("agent.view"),
  });

  const create = async () => {
    const found = faultsOfKey(draft);
    setFaults(found);
    if (Object.keys(found).length > 0) return;
    setState({ busy: true });
    try {
      const { key } = await callOperation(createApiKey, { body: requestOfKey(draft, held, Date.now()) });
      setState({ made: key });
      await cache.invalidateQueries({ queryKey: apiKeysQuery(workspace).queryKey });
    } catch (error) {
      setState({ error });
    }
  };

  const change = (next: boolean) => {
    onOpenChange(next);
    if (next || state.made === undefined) return;
    // The key was shown; the next one begins anew.
    setState({});
    setDraft(newKeyDraft);
  };

  if (state.made !== undefined) {
    return (
      <Dialog
        open={open}
        onOpenChange={change}
        title={t("madeTitle")}
        description={t("madeText")}
        footer={
          <Button variant="primary" onClick={() => change(false)}>
            {t("done")}
          </Button>
        }
      >
        <MadeKey apiKey={state.made} />
      </Dialog>
    );
  }
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title={t("create")}
      footer={
        <>
          <Button onClick={() => change(false)}>{common("cancel")}</Button>
          <Button variant="primary" type="submit" form="create-key" loading={state.busy}>
            {t("create")}
          </Button>
        </>
      }
    >
      <form
        id="create-key"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!state.busy) void create();
        }}
      >
        {state.error ? <ErrorBanner error={state.error} className="mb-4" /> : null}
        <KeyFields
          draft={draft}
          faults={faults}
          held={held}
          agents={agents.data?.items ?? []}
          onChange={(change) => {
            setDraft({ ...draft, ...change });
            setFaults({});
          }}
        />
      </form>
    </Dialog>
  );
}
