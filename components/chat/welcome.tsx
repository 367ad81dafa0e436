"use client";
// Before the first question: who answers, what they say in greeting, what one could ask.

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { TalkerView } from "@/lib/conversations/contract";
import { AgentMark } from "../agents/agent-mark";

export interface WelcomeProps {
  talker: TalkerView;
  /** What is to be filled in before the first question. */
  form: ReactNode;
  onAsk: (question: string) => void;
}

export function Welcome({ talker, form, onAsk }: WelcomeProps) {
  const t = useTranslations("chat.welcome");
  return (
    <div className="flex flex-1 flex-col justify-center gap-6 py-10">
      <div className="flex flex-col gap-4">
        <AgentMark avatar={talker.avatar} size="xl" />
        <div>
          <h2 className="text-xl">{talker.welcomeMessage === "" ? t("title") : talker.name}</h2>
          <p className="mt-1.5 max-w-[62ch] whitespace-pre-line text-ink-2 text-read">
            {talker.welcomeMessage || talker.description}
          </p>
        </div>
      </div>
      {form}
      {talker.suggestedQuestions.length > 0 ? (
        <ul aria-label={t("suggested")} className="grid gap-2 sm:grid-cols-2">
          {talker.suggestedQuestions.map((question) => (
            <li key={question}>
              <button
                type="button"
                onClick={() => onAsk(question)}
                className="flex h-full min-h-11 w-full items-center rounded-lg border border-line bg-surface px-3.5 py-2.5 text-left text-base shadow-1 transition-colors duration-100 hover:border-line-strong hover:bg-raised"
              >
                {question}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
