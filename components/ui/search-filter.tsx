"use client";
// The search field of a list, which also filters: type words, or pick key:value from what it offers. Chosen filters
// stand in it as chips; Backspace takes the last one away.

import { Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { cn } from "./cn";
import { type FilterQuery, withFilter, withoutFilter } from "./filter-query";
import { type FilterKey, findSuggestions, takeTyped } from "./filter-suggestions";
import { IconButton } from "./icon-button";
import { tip } from "./tip";

export interface SearchFilterProps {
  label: string;
  placeholder?: string;
  keys: readonly FilterKey[];
  query: FilterQuery;
  onQueryChange: (query: FilterQuery) => void;
  className?: string;
}

export function SearchFilter({ label, placeholder, keys, query, onQueryChange, className }: SearchFilterProps) {
  const t = useTranslations("common");
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(query.text);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const suggestions = open ? findSuggestions(text, keys) : [];

  // A pause in typing is enough to search; Enter does not wait for it.
  useEffect(() => {
    if (text.trim() === query.text || findSuggestions(text, keys).some((one) => one.value !== undefined)) return;
    const timer = setTimeout(() => onQueryChange({ ...query, text: text.trim() }), 250);
    return () => clearTimeout(timer);
  }, [text, query, keys, onQueryChange]);

  const pick = (index: number) => {
    const suggestion = suggestions[index];
    if (!suggestion) return;
    setActive(-1);
    input.current?.focus();
    if (suggestion.value === undefined) {
      setText(`${suggestion.rest}${suggestion.key.key}:`);
      return;
    }
    setText(suggestion.rest.trim());
    onQueryChange({
      ...withFilter(query, suggestion.key.key, suggestion.value, suggestion.key.single),
      text: suggestion.rest.trim(),
    });
  };

  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const last = suggestions.length - 1;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      setActive((at) => (at + step > last ? -1 : at + step < -1 ? last : at + step));
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (active >= 0) pick(active);
      else {
        // A filter that was typed to its end counts as picked.
        const typed = takeTyped(query, text, keys);
        setText(typed.text);
        onQueryChange(typed);
      }
    } else if (event.key === "Escape" && open) {
      event.stopPropagation();
      setOpen(false);
    } else if (event.key === "Backspace" && text === "" && query.filters.length > 0) {
      onQueryChange(withoutFilter(query, query.filters.length - 1));
    }
  };

  const nameOf = (key: string, value: string) => {
    const known = keys.find((one) => one.key === key);
    return { key: known?.label ?? key, value: known?.values.find((one) => one.value === value)?.label ?? value };
  };

  return (
    <search className={cn("relative min-w-0", className)}>
      <div className="flex min-h-8 flex-wrap items-center gap-1 rounded-md border border-control bg-raised py-0.5 pr-1 pl-2.5 shadow-1 focus-within:border-focus focus-within:ring-3 focus-within:ring-focus/25 touch:min-h-11">
        <Search className="mr-1 size-3.5 text-ink-3" />
        {query.filters.map((filter, index) => {
          const name = nameOf(filter.key, filter.value);
          return (
            <span
              key={`${filter.key}:${filter.value}`}
              className="inline-flex h-6 max-w-56 items-center rounded-[5px] bg-sunken pl-2 text-xs touch:h-8"
            >
              <span className="truncate">
                <span className="text-ink-3">{name.key}</span> {name.value}
              </span>
              <button
                type="button"
                aria-label={t("removeFilter", { name: `${name.key} ${name.value}` })}
                onClick={() => onQueryChange(withoutFilter(query, index))}
                className="flex h-full w-6 items-center justify-center rounded-r-[5px] text-ink-3 hover:text-ink touch:w-9"
              >
                <X className="size-3" />
              </button>
            </span>
          );
        })}
        <input
          ref={input}
          type="text"
          inputMode="search"
          enterKeyHint="search"
          role="combobox"
          aria-label={label}
          aria-expanded={suggestions.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={active >= 0 ? `${listId}-${active}` : undefined}
          autoComplete="off"
          spellCheck={false}
          value={text}
          placeholder={query.filters.length === 0 ? placeholder : undefined}
          onChange={(event) => {
            setText(event.target.value);
            setOpen(true);
            setActive(-1);
          }}
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={press}
          className="h-6.5 min-w-24 flex-1 bg-transparent outline-none touch:text-[1rem]"
        />
        {text || query.filters.length > 0 ? (
          <IconButton
            label={t("clear")}
            size="sm"
            onClick={() => {
              setText("");
              onQueryChange({ filters: [], text: "" });
              input.current?.focus();
            }}
          >
            <X />
          </IconButton>
        ) : null}
      </div>
      <div
        id={listId}
        role="listbox"
        aria-label={t("filters")}
        className={cn(
          "absolute top-full left-0 z-30 mt-1 max-h-72 w-72 max-w-full overflow-y-auto rounded-lg border border-line bg-raised p-1 shadow-2",
          suggestions.length === 0 && "hidden",
        )}
      >
        {suggestions.map((suggestion, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard picks from the input, as a combobox does
          <div
            key={`${suggestion.key.key}:${suggestion.value ?? ""}`}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            {...(suggestion.value === undefined
              ? {}
              : tip(`${suggestion.key.key}:${suggestion.value}`, { side: "right" }))}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => pick(index)}
            onPointerMove={() => setActive(index)}
            className={cn(
              "flex min-h-[30px] cursor-pointer items-center gap-2 rounded-sm px-2 touch:min-h-11",
              index === active && "bg-hover",
            )}
          >
            {suggestion.icon}
            <span className="flex-1 truncate">{suggestion.label}</span>
            {suggestion.value === undefined ? (
              <span className="font-mono text-2xs text-ink-3">{suggestion.key.key}:</span>
            ) : null}
          </div>
        ))}
      </div>
    </search>
  );
}
