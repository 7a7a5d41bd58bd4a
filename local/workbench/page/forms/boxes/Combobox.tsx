import { useRef, useState } from "preact/hooks";
import type { Choice } from "../../../wire/formInput";
import type { ControlProps } from "./boxProps";
import { ChoiceList } from "./ChoiceList";
import { type ChoiceSource, useChoices } from "./useChoices";

interface ComboboxProps {
  control: ControlProps;
  text: string;
  placeholder: string;
  /** Where the choices come from, for as long as the list is open. */
  source: ChoiceSource;
  onText(text: string): void;
}

/** Where a list of choices is: what is marked, and whether something was typed since it was opened. */
interface OpenList {
  marked: number;
  isTyped: boolean;
}

const matching = (choices: readonly Choice[], text: string): readonly Choice[] => {
  const wanted = text.toLowerCase();
  return choices.filter(({ label, value }) => `${label}\n${value}`.toLowerCase().includes(wanted));
};

/** A box for text that offers choices. Arrow keys open and walk the list, Enter takes, Escape closes. */
export const Combobox = ({ control, text, placeholder, source, onText }: ComboboxProps) => {
  const [list, setList] = useState<OpenList | undefined>(undefined);
  const box = useRef<HTMLInputElement>(null);
  const loaded = useChoices(source, list !== undefined);
  const shown = list?.isTyped ? matching(loaded.choices, text) : loaded.choices;
  const listId = `${control.id}-list`;
  const marked = shown[list?.marked ?? -1];
  const take = ({ value }: Choice): void => {
    onText(value);
    setList(undefined);
  };
  const walk = (by: number): void => {
    const next = list ? list.marked + by : 0;
    setList({ isTyped: list?.isTyped ?? false, marked: Math.min(Math.max(next, 0), shown.length - 1) });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") walk(event.key === "ArrowDown" ? 1 : -1);
    else if (event.key === "Enter" && marked) take(marked);
    else if (event.key === "Escape" && list) setList(undefined);
    else return;
    event.preventDefault();
  };
  return (
    <div class="combobox">
      <input
        {...control}
        ref={box}
        type="text"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={list !== undefined}
        aria-controls={listId}
        aria-activedescendant={marked ? `${listId}-${list?.marked}` : undefined}
        autocomplete="off"
        spellcheck={false}
        placeholder={placeholder}
        value={text}
        onInput={({ currentTarget }) => {
          onText(currentTarget.value);
          setList({ marked: -1, isTyped: true });
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setList(undefined)}
      />
      <button
        type="button"
        class="plain combobox-open"
        tabIndex={-1}
        aria-label="Show choices"
        onMouseDown={(event) => {
          event.preventDefault();
          box.current?.focus();
          setList(list ? undefined : { marked: -1, isTyped: false });
        }}
      >
        ▾
      </button>
      <ChoiceList
        id={listId}
        isOpen={list !== undefined}
        loaded={loaded}
        shown={shown}
        marked={list?.marked ?? -1}
        onTake={take}
      />
    </div>
  );
};
