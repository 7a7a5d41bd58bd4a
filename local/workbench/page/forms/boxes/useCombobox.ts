import { useState } from "preact/hooks";
import type { Choice } from "../../../wire/formInput";
import { type ChoiceSource, type LoadedChoices, useChoices } from "./useChoices";

/** Choices that are drawn; the others are found by typing. */
const mostDrawn = 100;

/** Where a list of choices is: what is marked, and whether something was typed since it was opened. */
interface OpenList {
  marked: number;
  isTyped: boolean;
}

/** A list of choices below a box, and what opens, walks and closes it. */
interface Combobox {
  isOpen: boolean;
  loaded: LoadedChoices;
  /** The choices that are drawn, and how many fit what was typed. */
  shown: readonly Choice[];
  fitting: number;
  /** Index of the choice that Enter takes; -1 for none. */
  marked: number;
  take(choice: Choice): void;
  type(text: string): void;
  toggle(): void;
  close(): void;
  onKeyDown(event: KeyboardEvent): void;
}

const matching = (choices: readonly Choice[], text: string): readonly Choice[] => {
  const wanted = text.toLowerCase();
  return choices.filter(({ label, value }) => `${label}\n${value}`.toLowerCase().includes(wanted));
};

const unmarked: OpenList = { marked: -1, isTyped: false };

/** The list of choices of a box for text. */
export const useCombobox = (text: string, source: ChoiceSource, onText: (text: string) => void): Combobox => {
  const [list, setList] = useState<OpenList | undefined>(undefined);
  const loaded = useChoices(source, list !== undefined);
  const fitting = list?.isTyped ? matching(loaded.choices, text) : loaded.choices;
  const shown = fitting.slice(0, mostDrawn);
  const marked = Math.min(list?.marked ?? -1, shown.length - 1);
  const close = (): void => setList(undefined);
  const take = ({ value }: Choice): void => {
    onText(value);
    close();
  };
  const walk = (by: number): void =>
    setList({ ...(list ?? unmarked), marked: Math.max(list ? marked + by : 0, 0) });
  const onKeyDown = (event: KeyboardEvent): void => {
    const choice = shown[marked];
    if (event.key === "ArrowDown") walk(1);
    else if (event.key === "ArrowUp") walk(-1);
    else if (event.key === "Enter" && list && choice) take(choice);
    else if (event.key === "Escape" && list) close();
    else return;
    event.preventDefault();
  };
  const type = (typed: string): void => {
    onText(typed);
    setList({ marked: -1, isTyped: true });
  };
  const toggle = (): void => setList(list ? undefined : unmarked);
  const state = { isOpen: list !== undefined, loaded, shown, fitting: fitting.length, marked };
  return { ...state, take, type, toggle, close, onKeyDown };
};
