import { useId, useState } from "preact/hooks";
import { writePath } from "../../wire/writePath";
import { Problem } from "../parts/Problem";
import { WindowedList } from "../parts/WindowedList";
import type { TreeRow } from "./Branch";
import { moveInTree } from "./moveInTree";
import { NodeView } from "./NodeView";
import type { ResultModel } from "./ResultModel";
import { TreeItem } from "./TreeItem";
import { TreeSearch } from "./TreeSearch";
import { useResultModel } from "./useResultModel";
import "./results.css";

/** A value on the server, as a room shows it. */
interface ResultTreeProps {
  /** Answers one level of the value at a path. */
  address: string;
  /** What paths begin with, such as `createResponse.results`. */
  name: string;
  /** Is handed the path of a value that is to be used elsewhere; without it nothing of the kind is offered. */
  onUse?(reference: string): void;
}

const rowHeightPx = 26;

/** Which row of a tree is marked, and what keys and clicks do to it. */
const useMarkedRow = (model: ResultModel) => {
  const [active, setActive] = useState(0);
  const { top } = model;
  const toggle = (place: number): void => {
    const chosen = top.rowAt(place);
    setActive(place);
    if (chosen?.branch) model.close(chosen);
    else if (chosen) void model.open(chosen);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = moveInTree(event.key, active, top);
    if (!move) return;
    event.preventDefault();
    if (move.toggle) toggle(active);
    else if (move.to !== undefined) setActive(move.to);
  };
  return { active, setActive, toggle, onKeyDown };
};

interface MarkedNodeProps extends ResultTreeProps {
  row: TreeRow | undefined;
}

const MarkedNode = ({ row, address, name, onUse }: MarkedNodeProps) => {
  const segments = row?.parent.pathOf(row.index);
  if (!row?.entry || !segments) return null;
  const path = writePath(name, segments);
  const { node } = row.entry;
  return <NodeView key={`${address} ${path}`} {...{ address, segments, path, node, onUse }} />;
};

/** A value as a tree, a level at a time, with the value of the marked row below. Arrow keys walk, open and close. */
export const ResultTree = ({ address, name, onUse }: ResultTreeProps) => {
  const id = useId();
  const { model, problem } = useResultModel(address, name);
  const { active, setActive, toggle, onKeyDown } = useMarkedRow(model);
  const { top } = model;
  const row = top.rowAt(active) ?? top.rowAt(0);
  if (problem !== undefined && !row?.entry) return <Problem sentence={problem} />;
  return (
    <div class="result">
      <TreeSearch model={model} name={name} active={active} onFound={setActive} />
      {problem !== undefined && <Problem sentence={problem} />}
      <WindowedList
        class="result-tree"
        role="tree"
        aria-label={`Result ${name}`}
        tabIndex={0}
        aria-activedescendant={`${id}-${active}`}
        count={top.rows}
        rowHeightPx={rowHeightPx}
        mostHeightPx={420}
        shown={active}
        onKeyDown={onKeyDown}
        onSeen={(from, to) => model.see(from, to)}
        row={(place) => (
          <TreeItem
            id={`${id}-${place}`}
            row={top.rowAt(place)}
            isActive={place === active}
            onMark={() => setActive(place)}
            onToggle={() => toggle(place)}
          />
        )}
      />
      <MarkedNode row={row} address={address} name={name} {...(onUse && { onUse })} />
    </div>
  );
};
