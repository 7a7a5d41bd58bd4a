import { useEffect, useRef } from "preact/hooks";
import type { useCombobox } from "./useCombobox";

type List = ReturnType<typeof useCombobox>;

const sentenceFor = ({ isOpen, loaded, shown, fitting }: List): string => {
  const { isLoading, problem, choices } = loaded;
  if (problem !== undefined) return problem;
  if (!isOpen) return "";
  if (isLoading) return "Asking for choices …";
  if (choices.length === 0) return "There are no choices: type a value.";
  if (fitting === 0) return "No choice fits: the text is sent as it is.";
  return fitting > shown.length ? `${fitting} choices: type to narrow them down.` : "";
};

/** The open list of a combobox. What went wrong with it stays below the box after it is closed. */
export const ChoiceList = ({ id, list }: { id: string; list: List }) => {
  const { isOpen, loaded, shown, marked, take } = list;
  const drawn = useRef<HTMLDivElement>(null);
  useEffect(() => {
    drawn.current?.children[marked]?.scrollIntoView({ block: "nearest" });
  }, [marked]);
  return (
    <>
      <div
        {...{ id, class: "choice-list", role: "listbox", tabIndex: -1, "aria-label": "Choices" }}
        ref={drawn}
        hidden={!isOpen || shown.length === 0}
      >
        {(isOpen ? shown : []).map((choice, index) => (
          <div
            role="option"
            tabIndex={-1}
            aria-selected={index === marked}
            key={`${index} ${choice.value}`}
            id={`${id}-${index}`}
            onMouseDown={(event) => {
              event.preventDefault();
              take(choice);
            }}
          >
            <span>{choice.label}</span>
            {choice.value !== choice.label && <code>{choice.value}</code>}
          </div>
        ))}
      </div>
      <p class={loaded.problem === undefined ? "field-hint" : "field-problem"} aria-live="polite">
        {sentenceFor(list)}
      </p>
    </>
  );
};
