"use client";
// What whoever decides fills in: the form, the text they may change, a comment, and the two ways to decide.

import { Check, Undo2, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { AskedForm } from "../forms/asked-form";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { cn } from "../ui/cn";
import { Field } from "../ui/field";
import { Kbd } from "../ui/kbd";
import { Textarea } from "../ui/textarea";
import type { Asked, DecisionInHand } from "./use-decision";

export interface DecisionFieldsProps {
  asked: Asked;
  hand: DecisionInHand;
  /** Shows the keys that lead to the buttons. */
  withKeys: boolean;
}

export function DecisionFields({ asked, hand, withKeys }: DecisionFieldsProps) {
  const t = useTranslations("approvals.card");
  const { sending } = hand;
  return (
    <form onSubmit={(event) => event.preventDefault()}>
      <fieldset disabled={!hand.isAlive} className="flex min-w-0 flex-col gap-4">
        {asked.form.length > 0 ? (
          <AskedForm
            fields={asked.form}
            values={hand.values}
            faults={hand.faults}
            refusals={hand.refusals}
            onChange={hand.changeValue}
          />
        ) : null}
        {asked.draft === null ? null : (
          <Field
            label={t("draft")}
            hint={t("draftHint")}
            aside={
              hand.isTextChanged ? (
                <span className="flex items-center gap-2">
                  <Badge tone="accent">{t("changed")}</Badge>
                  <Button size="sm" variant="ghost" icon={<Undo2 />} onClick={() => hand.changeText(asked.draft ?? "")}>
                    {t("undo")}
                  </Button>
                </span>
              ) : undefined
            }
          >
            {(control) => (
              <Textarea
                {...control}
                rows={4}
                maxRows={18}
                className="text-read"
                value={hand.text}
                onChange={(event) => hand.changeText(event.target.value)}
              />
            )}
          </Field>
        )}
        <Field label={t("comment")} aside={t("optional")}>
          {(control) => (
            <Textarea
              {...control}
              rows={1}
              maxLength={4_000}
              value={hand.comment}
              onChange={(event) => hand.changeComment(event.target.value)}
            />
          )}
        </Field>
        <div
          className={cn(
            "flex flex-wrap gap-2 max-sm:[&>*]:flex-1",
            // In reach however long the question is.
            withKeys && "sticky bottom-(--shell-bottom,0px) z-10 -mx-1 border-line border-t bg-surface px-1 py-3",
          )}
        >
          <Button
            variant="primary"
            icon={<Check />}
            data-decide="approve"
            loading={sending === "approve"}
            disabled={sending === "reject"}
            onClick={() => void hand.decide("approve")}
          >
            {t("approve")}
            {withKeys ? <Kbd keys="a" tone="accent" /> : null}
          </Button>
          <Button
            icon={<X />}
            data-decide="reject"
            loading={sending === "reject"}
            disabled={sending === "approve"}
            onClick={() => void hand.decide("reject")}
          >
            {t("reject")}
            {withKeys ? <Kbd keys="r" /> : null}
          </Button>
        </div>
      </fieldset>
    </form>
  );
}
