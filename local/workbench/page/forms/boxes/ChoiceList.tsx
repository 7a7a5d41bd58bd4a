import { useEffect, useRef } from "preact/hooks";
import type { Choice } from "../../../wire/formInput";
import type { LoadedChoices } from "./useChoices";

/** Choices that are drawn; the others are found by typing. */
const mostDrawn = 100;

interface ChoiceListProps {
  id: string;
  isOpen: boolean;
  loaded: LoadedChoices;
  /** The choices that fit what was typed. */
  shown: readonly Choice[];
  /** Index of the choice that Enter takes; -1 for none. */
  marked: number;
  onTake(choice: Choice): void;
}

const sentenceFor = ({ isLoading, problem, choices }: LoadedChoices, shown: readonly Choice[]): string => {
  if (isLoading) return "Asking for choices …";
  if (problem !== undefined) return problem;
  if (choices.length === 0) return "There are no choices: type a value.";
  if (shown.length === 0) return "No choice fits: the text is sent as it is.";
  return shown.length > mostDrawn ? `${shown.length} choices: type to narrow them down.` : "";
};

/** The open list of a combobox. Its problems stay below the box after it is closed. */
export const ChoiceList = ({ id, isOpen, loaded, shown, marked, onTake }: ChoiceListProps) => {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[marked]?.scrollIntoView({ block: "nearest" });
  }, [marked]);
  const sentence = sentenceFor(loaded, shown);
  return (
    <>
      <div
        class="choice-list"
        id={id}
        ref={list}
        role="listbox"
        tabIndex={-1}
        aria-label="Choices"
        hidden={!isOpen || shown.length === 0}
      >
        {isOpen &&
          shown.slice(0, mostDrawn).map((choice, index) => (
            <div
              key={choice.value}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === marked}
              onMouseDown={(event) => {
                event.preventDefault();
                onTake(choice);
              }}
            >
              <span>{choice.label}</span>
              {choice.value !== choice.label && <code>{choice.value}</code>}
            </div>
          ))}
      </div>
      <p class={loaded.problem === undefined ? "field-hint" : "field-problem"} aria-live="polite">
        {isOpen || loaded.problem !== undefined ? sentence : ""}
      </p>
    </>
  );
};
