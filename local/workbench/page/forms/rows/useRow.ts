import { useContext } from "preact/hooks";
import type { ControlProps } from "../boxes/boxProps";
import { FormPlaceContext, idOf } from "../FormPlace";
import { useAskedFocus } from "../useAskedFocus";
import type { RowProps } from "./rowProps";

/** The ids of a row, and what went wrong with it. */
export interface RowPlace {
  boxId: string;
  labelId: string;
  commentsId: string;
  problemId: string;
  /** The error of the last run, where it names this box. */
  problem: string | undefined;
  control: ControlProps;
}

/** What ties the parts of a row together. The row takes the focus when it is asked for. */
export const useRow = ({ input, path }: Pick<RowProps, "input" | "path">): RowPlace => {
  const place = useContext(FormPlaceContext);
  const id = (what: string): string => idOf(place, path, what);
  const isNamed = place.problem?.input?.join(".") === path.join(".");
  const problem = isNamed ? place.problem?.message : undefined;
  useAskedFocus(path, id("box"));
  const describing = [
    ...(problem === undefined ? [] : [id("problem")]),
    ...(input.comments ? [id("comments")] : []),
  ];
  return {
    boxId: id("box"),
    labelId: id("label"),
    commentsId: id("comments"),
    problemId: id("problem"),
    problem,
    control: {
      id: id("box"),
      ...(describing.length > 0 && { "aria-describedby": describing.join(" ") }),
      ...(problem !== undefined && { "aria-invalid": true }),
      ...(input.required === true && { "aria-required": true }),
    },
  };
};
