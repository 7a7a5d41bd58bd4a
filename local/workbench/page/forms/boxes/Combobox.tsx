import { useRef } from "preact/hooks";
import type { ControlProps } from "./boxProps";
import { ChoiceList } from "./ChoiceList";
import type { ChoiceSource } from "./useChoices";
import { useCombobox } from "./useCombobox";

interface ComboboxProps {
  control: ControlProps;
  text: string;
  placeholder: string;
  /** Where the choices come from, for as long as the list is open. */
  source: ChoiceSource;
  onText(text: string): void;
}

/** A box for text that offers choices. Arrow keys open and walk the list, Enter takes, Escape closes. */
export const Combobox = ({ control, text, placeholder, source, onText }: ComboboxProps) => {
  const box = useRef<HTMLInputElement>(null);
  const list = useCombobox(text, source, onText);
  const { isOpen, marked, shown } = list;
  const listId = `${control.id}-list`;
  return (
    <div class="combobox">
      <input
        {...control}
        ref={box}
        type="text"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-activedescendant={isOpen && shown[marked] ? `${listId}-${marked}` : undefined}
        autocomplete="off"
        spellcheck={false}
        placeholder={placeholder}
        value={text}
        onInput={({ currentTarget }) => list.type(currentTarget.value)}
        onKeyDown={list.onKeyDown}
        onBlur={list.close}
      />
      <OpenButton
        onOpen={() => {
          box.current?.focus();
          list.toggle();
        }}
      />
      <ChoiceList id={listId} list={list} />
    </div>
  );
};

/** For pointers alone: arrow keys open the list from its box. */
const OpenButton = ({ onOpen }: { onOpen(): void }) => (
  <button
    type="button"
    class="plain combobox-open"
    tabIndex={-1}
    aria-label="Show choices"
    onMouseDown={(event) => {
      event.preventDefault();
      onOpen();
    }}
  >
    ▾
  </button>
);
