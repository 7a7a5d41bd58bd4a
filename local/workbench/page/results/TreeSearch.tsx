import { useId, useState } from "preact/hooks";
import { describeNode } from "./describeNode";
import { pathSegments } from "./pathSegments";
import type { ResultModel } from "./ResultModel";

interface TreeSearchProps {
  model: ResultModel;
  name: string;
  active: number;
  onFound(place: number): void;
}

/** Rows that a search looks at. */
const mostRows = 100_000;

/** The next loaded row, behind a place and round to it, that has a text in its name or its value; -1 without one. */
const nextMatch = ({ top }: ResultModel, active: number, text: string): number => {
  const sought = text.toLowerCase();
  const rows = Math.min(top.rows, mostRows);
  for (let step = 1; step <= rows; step += 1) {
    const place = (active + step) % rows;
    const entry = top.rowAt(place)?.entry;
    if (entry && `${entry.name}\n${describeNode(entry.node)}`.toLowerCase().includes(sought)) return place;
  }
  return -1;
};

/** Finds a path that was typed, else the next loaded row with the text. */
const findPlace = async (model: ResultModel, name: string, active: number, text: string): Promise<number> => {
  const segments = pathSegments(text, name);
  const revealed = segments ? await model.reveal(segments) : -1;
  return revealed >= 0 ? revealed : nextMatch(model, active, text);
};

/** A box that finds loaded names and values, and goes to a path. */
export const TreeSearch = ({ model, name, active, onFound }: TreeSearchProps) => {
  const id = useId();
  const [text, setText] = useState("");
  const [isMissed, setIsMissed] = useState(false);
  const find = async (): Promise<void> => {
    const place = await findPlace(model, name, active, text);
    setIsMissed(place < 0);
    if (place >= 0) onFound(place);
  };
  const onSubmit = (event: Event): void => {
    event.preventDefault();
    if (text !== "") void find();
  };
  return (
    <search>
      <form class="result-search" onSubmit={onSubmit}>
        <label for={id} class="unseen">
          Find in the result
        </label>
        <input
          id={id}
          type="text"
          placeholder="Find a name or value, or go to a path"
          value={text}
          spellcheck={false}
          onInput={({ currentTarget }) => {
            setText(currentTarget.value);
            setIsMissed(false);
          }}
        />
        <button type="submit">Find</button>
        <span role="status" class="quiet">
          {isMissed ? "Not found in what is open." : ""}
        </span>
      </form>
    </search>
  );
};
