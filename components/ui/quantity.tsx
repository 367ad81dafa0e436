// Quantities as elements, in figures of equal width so that columns and counters stand still.

import { useLocale, useTranslations } from "next-intl";
import { cn } from "./cn";
import { formatCount, formatDuration, formatMoney } from "./quantity-format";

// Server and browser may know slightly different rules of a language; the browser's wording wins without a warning.
function Figure({ text, className }: { text: string; className: string | undefined }) {
  return (
    <span className={cn("tabular whitespace-nowrap", className)} suppressHydrationWarning>
      {text}
    </span>
  );
}

export function Duration({ ms, className }: { ms: number; className?: string }) {
  return <Figure text={formatDuration(ms, useLocale())} className={className} />;
}

export function Money({
  amount,
  currency,
  className,
}: {
  amount: number | string;
  currency: string;
  className?: string;
}) {
  return <Figure text={formatMoney(amount, currency, useLocale())} className={className} />;
}

export function Count({ value, className }: { value: number; className?: string }) {
  return <Figure text={formatCount(value, useLocale())} className={className} />;
}

/** "1,204 in · 61 out", or "1,265 tokens" where only the sum is known. */
export function Tokens(props: { input?: number; output?: number; total?: number; className?: string }) {
  const t = useTranslations("common");
  const locale = useLocale();
  const text =
    props.input !== undefined && props.output !== undefined
      ? t("tokensInOut", { input: formatCount(props.input, locale), output: formatCount(props.output, locale) })
      : t("tokens", { count: props.total ?? (props.input ?? 0) + (props.output ?? 0) });
  return <Figure text={text} className={props.className} />;
}
