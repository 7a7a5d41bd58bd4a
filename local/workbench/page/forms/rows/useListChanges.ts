import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { FormInput } from "../../../wire/formInput";
import { moved } from "./moved";

/** What a list is changed in, and by whom. */
interface ChangedList {
  input: FormInput;
  /** Id of the button that adds, with which the ids of the rows begin. */
  boxId: string;
  entries: readonly unknown[];
  onEntries(entries: unknown[]): void;
}

/** Ways to change a list. The focus goes along. */
interface ListChanges {
  /** What was done last, for those who can't see it. */
  told: string;
  idAt(index: number): string;
  add(): void;
  remove(index: number): void;
  move(index: number, by: number): void;
}

const freshEntry = ({ collection }: FormInput): unknown =>
  collection === "keyvaluelist" ? { key: "", value: { value: "" } } : { value: "" };

/** Puts the focus into the first element of some ids that is there once a change is drawn. */
const useFocusAfterDrawing = (): ((...ids: string[]) => void) => {
  const wanted = useRef<string[]>([]);
  useLayoutEffect(() => {
    const found = wanted.current.map((id) => document.getElementById(id)).find((element) => element !== null);
    wanted.current = [];
    found?.focus();
  });
  return (...ids) => {
    wanted.current = ids;
  };
};

/** Adds, removes and moves rows of a list. */
export const useListChanges = ({ input, boxId, entries, onEntries }: ChangedList): ListChanges => {
  const [told, tell] = useState("");
  const focusSoon = useFocusAfterDrawing();
  const idAt = (index: number): string => `${boxId}-${index}`;
  const add = (): void => {
    focusSoon(idAt(entries.length));
    onEntries([...entries, freshEntry(input)]);
  };
  const remove = (index: number): void => {
    focusSoon(idAt(Math.min(index, entries.length - 2)), boxId);
    onEntries(entries.toSpliced(index, 1));
    tell(`Row ${index + 1} removed.`);
  };
  const move = (index: number, by: number): void => {
    const to = index + by;
    if (to < 0 || to >= entries.length) return;
    focusSoon(idAt(to));
    onEntries(moved(entries, index, to));
    tell(`Moved to row ${to + 1} of ${entries.length}.`);
  };
  return { told, idAt, add, remove, move };
};
