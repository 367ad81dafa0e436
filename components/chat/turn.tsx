"use client";
// One question and its answer. Renders again only when the turn itself changes; an answer under way listens to its own
// store.

import { useQueryClient } from "@tanstack/react-query";
import { memo, useEffect, useState } from "react";
import { EndedAnswer, GrowingAnswer, SiblingSwitch } from "./answer";
import { answerOf, knownAnswer, type TurnPlace } from "./answers";
import { Question } from "./question";
import type { ShownTurn } from "./shown-turns";
import type { FoldState } from "./thoughts";
import { isOpen } from "./turn-status";

/** The same functions for as long as the conversation is shown. */
export interface TurnDeeds {
  askInstead: (turnId: string, query: string) => void;
  pick: (turnId: string) => void;
  debug: ((turnId: string) => void) | null;
  reload: () => void;
}

export interface TurnProps {
  workspace: string;
  conversationId: string;
  shown: ShownTurn;
  /** Whether a question can be asked now. */
  mayAsk: boolean;
  debugged: boolean;
  deeds: TurnDeeds;
}

function AnswerUnderWay(props: { workspace: string; place: TurnPlace; fold: FoldState; onReload: () => void }) {
  const { workspace, place, fold, onReload } = props;
  const client = useQueryClient();
  const { conversationId, runId } = place;
  const [answer, setAnswer] = useState(() => knownAnswer(runId));
  // Following begins in the browser alone, never while a page is drawn on the server.
  useEffect(() => {
    setAnswer(answerOf({ client, workspace }, { conversationId, runId }));
  }, [client, workspace, conversationId, runId]);
  return <GrowingAnswer workspace={workspace} runId={runId} answer={answer} fold={fold} onReload={onReload} />;
}

export const Turn = memo(
  function Turn({ workspace, conversationId, shown, mayAsk, debugged, deeds }: TurnProps) {
    const { turn, siblings } = shown;
    const [open, setOpen] = useState(false);
    const fold = { open, setOpen };
    const place = { conversationId, runId: turn.id };
    const query = turn.query ?? "";
    const { debug } = deeds;
    return (
      <article className="flex flex-col gap-1" data-turn={turn.id}>
        {query === "" ? null : (
          <Question
            text={query}
            onEdit={mayAsk ? (text) => deeds.askInstead(turn.id, text) : undefined}
            aside={<SiblingSwitch id={turn.id} siblings={siblings} onPick={deeds.pick} />}
          />
        )}
        {isOpen(turn.status) ? (
          <AnswerUnderWay workspace={workspace} place={place} fold={fold} onReload={deeds.reload} />
        ) : (
          <EndedAnswer
            workspace={workspace}
            place={place}
            turn={turn}
            fold={fold}
            onAgain={mayAsk && query !== "" ? () => deeds.askInstead(turn.id, query) : undefined}
            onDebug={debug ? () => debug(turn.id) : undefined}
            debugged={debugged}
          />
        )}
      </article>
    );
  },
  (before, after) =>
    before.shown.turn === after.shown.turn &&
    before.shown.siblings.join() === after.shown.siblings.join() &&
    before.mayAsk === after.mayAsk &&
    before.debugged === after.debugged &&
    before.deeds === after.deeds,
);
