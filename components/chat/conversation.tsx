"use client";
// One conversation: head, turns, the field to ask in, and beside it what happened inside of an answer.

import { ArrowDown } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef, useState } from "react";
import type { TalkerView } from "@/lib/conversations/contract";
import type { JsonObject } from "@/lib/shared/json";
import { useCommands } from "../shell/commands";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { ErrorBanner, ErrorState } from "../ui/error-state";
import { IconButton } from "../ui/icon-button";
import { showToast } from "../ui/toast";
import { useChatFrame } from "./chat-frame-context";
import { ChatHead } from "./chat-head";
import { Composer, type ComposerHandle } from "./composer";
import { TurnList } from "./turn-list";
import { isBusy, useConversation } from "./use-conversation";
import { useFinishedWords } from "./use-finished-words";
import { useInputs } from "./use-inputs";
import { useStickToBottom } from "./use-stick-to-bottom";
import { Welcome } from "./welcome";

// Most agents ask for nothing beside the question, so the fields come with those that do.
const FirstInputs = dynamic(() => import("./inputs-form").then((file) => file.FirstInputs));
const KeptInputs = dynamic(() => import("./inputs-form").then((file) => file.KeptInputs));
const DebugPanel = dynamic(() => import("./debug-panel").then((file) => file.DebugPanel), { ssr: false });

export interface ConversationProps {
  workspace: string;
  conversationId: string | null;
  talker: TalkerView | null;
  others: readonly TalkerView[];
  /** What the newest question was asked with. */
  inputs: JsonObject | null;
  onBegun: (conversationId: string) => void;
}

export function Conversation(props: ConversationProps) {
  const { workspace, conversationId, talker, others, onBegun } = props;
  const t = useTranslations("chat");
  const { mayDebug, startNew } = useChatFrame();
  const talk = useConversation({ workspace, conversationId, talker, agentId: talker?.id ?? null, onBegun });
  const { shown, open, asking, failure, turnsOf } = talk;
  const composer = useRef<ComposerHandle>(null);
  const [debugging, setDebugging] = useState<{ runId: string | null } | null>(null);
  const draftKey = conversationId ?? `new:${talker?.id ?? ""}`;
  const inputs = useInputs({ workspace, draftKey, talker, kept: props.inputs, refusal: failure?.error });
  const words = useFinishedWords(shown);
  const busy = open !== null || asking !== null;
  const asksMore = inputs.fields.length > 0;
  const isNew = conversationId === null && asking === null && failure === null;
  const stick = useStickToBottom(shown[0]?.turn.id, !isNew);

  const ask = async (query: string, insteadOf: string | null = null, patient = false) => {
    stick.toBottom();
    // Anew when the question stands on the page.
    requestAnimationFrame(() => stick.toBottom());
    const accepted = await talk.send({ query, insteadOf, inputs: inputs.toSend() }, patient);
    if (accepted) inputs.settle();
    if (insteadOf !== null) return;
    if (accepted) composer.current?.takeBack(query);
    else composer.current?.giveBack(query);
  };
  const begin = (query: string): boolean => {
    if (!inputs.check()) return false;
    void ask(query);
    return true;
  };
  const stop = async () => {
    try {
      await talk.stopOpen();
    } catch (error) {
      showToast({ tone: "bad", title: error instanceof Error ? error.message : t("composer.stop") });
    }
  };

  // The list of turns gets the same functions for as long as it stands; they do what the last rendering knows.
  const latest = useRef({ ask, pick: talk.pick, reload: () => void turnsOf.refetch() });
  useEffect(() => {
    latest.current = { ask, pick: talk.pick, reload: () => void turnsOf.refetch() };
  });
  const deeds = useMemo(
    () => ({
      askInstead: (turnId: string, query: string) => void latest.current.ask(query, turnId),
      pick: (turnId: string) => latest.current.pick(turnId),
      reload: () => latest.current.reload(),
      debug: mayDebug
        ? (turnId: string) => setDebugging((was) => (was?.runId === turnId ? null : { runId: turnId }))
        : null,
    }),
    [mayDebug],
  );

  useEffect(() => {
    if (window.matchMedia("(pointer: fine)").matches) composer.current?.focus();
  }, []);
  useEffect(() => {
    if (open === null) return;
    const press = (event: KeyboardEvent) => {
      // Menus and dialogs take Escape for themselves.
      if (
        event.key !== "Escape" ||
        event.defaultPrevented ||
        document.querySelector("[role=dialog][data-state=open],[role=menu]")
      )
        return;
      document.querySelector<HTMLButtonElement>("[data-stop]")?.click();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, [open]);
  useCommands(
    useMemo(
      () => [{ id: "chat-write", title: t("commands.write"), keys: "mod+i", run: () => composer.current?.focus() }],
      [t],
    ),
  );

  const debugged = debugging && (debugging.runId ?? shown.at(-1)?.turn.id ?? null);
  return (
    <div className="flex min-h-0 flex-1">
      <main className="relative flex min-h-0 min-w-0 flex-1 flex-col">
        <ChatHead
          talker={talker}
          others={others}
          onChoose={startNew}
          debug={
            mayDebug
              ? { open: debugging !== null, toggle: () => setDebugging(debugging ? null : { runId: null }) }
              : null
          }
        />
        <div
          ref={stick.scroller}
          className="relative min-h-0 flex-1 overflow-y-auto overscroll-contain [overflow-anchor:none]"
        >
          <div ref={stick.content} className="mx-auto flex min-h-full w-full max-w-[752px] flex-col px-4 pt-6 pb-8">
            {turnsOf.error && !turnsOf.data ? (
              <ErrorState error={turnsOf.error} onRetry={() => void turnsOf.refetch()} />
            ) : null}
            {isNew && talker ? (
              <Welcome
                talker={talker}
                form={asksMore ? <FirstInputs inputs={inputs} name={talker.name} /> : null}
                onAsk={(question) => begin(question) || composer.current?.giveBack(question)}
              />
            ) : null}
            <TurnList
              workspace={workspace}
              conversationId={conversationId}
              label={t("log", { name: talker?.name ?? "" })}
              talk={talk}
              mayAsk={!busy}
              debugged={debugged}
              deeds={deeds}
            />
          </div>
        </div>
        <p className="sr-only" aria-live="polite">
          {words === null ? "" : words === "failed" ? t("answer.failed") : t("answer.finished", { text: words.text })}
        </p>
        <div className="relative mx-auto w-full max-w-[752px] flex-none px-4 pb-[max(1rem,env(safe-area-inset-bottom))]">
          {stick.atBottom || isNew ? null : (
            <IconButton
              label={t("toNewest")}
              variant="outline"
              className="absolute! -top-12 left-1/2 size-9 -translate-x-1/2 animate-fade rounded-full shadow-2"
              onClick={() => stick.toBottom("smooth")}
            >
              <ArrowDown />
            </IconButton>
          )}
          {asksMore && !isNew ? <KeptInputs inputs={inputs} /> : null}
          {failure && (failure.asked.insteadOf !== null || !inputs.tells(failure.error)) ? (
            <div className="pb-2">
              <Refusal
                error={failure.error}
                onStopAndAsk={async () => {
                  await stop();
                  await ask(failure.asked.query, failure.asked.insteadOf, true);
                }}
                onAgain={() => void ask(failure.asked.query, failure.asked.insteadOf)}
              />
            </div>
          ) : null}
          <Composer
            draftKey={draftKey}
            placeholder={
              shown.length > 0 || asking ? t("composer.followUp") : t("composer.first", { name: talker?.name ?? "" })
            }
            busy={busy}
            stopping={talk.stopping || open === null}
            closed={talker !== null && talker.publishedNumber === null}
            note={busy ? t("composer.busy") : talk.onOtherBranch ? t("composer.otherBranch") : undefined}
            onSend={begin}
            onStop={() => void stop()}
            handle={composer}
          />
        </div>
      </main>
      {debugging ? <DebugPanel workspace={workspace} runId={debugged} onClose={() => setDebugging(null)} /> : null}
    </div>
  );
}

function Refusal(props: { error: unknown; onStopAndAsk: () => Promise<void>; onAgain: () => void }) {
  const t = useTranslations("chat");
  const [busy, setBusy] = useState(false);
  if (isBusy(props.error)) {
    const approval = props.error.params.approval;
    return (
      <Banner
        tone="warn"
        title={t(approval === undefined ? "busyElsewhere.title" : "busyElsewhere.waitsTitle")}
        action={
          <Button
            size="sm"
            loading={busy}
            onClick={async () => {
              setBusy(true);
              await props.onStopAndAsk();
              setBusy(false);
            }}
          >
            {t("busyElsewhere.stopAndAsk")}
          </Button>
        }
      >
        {approval === undefined ? t("busyElsewhere.text") : t("busyElsewhere.waitsText", { approval })}
      </Banner>
    );
  }
  return (
    <ErrorBanner
      error={props.error}
      action={
        <Button size="sm" onClick={props.onAgain}>
          {t("sendAgain")}
        </Button>
      }
    />
  );
}
