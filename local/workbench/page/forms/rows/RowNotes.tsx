import type { FormInput } from "../../../wire/formInput";
import type { RowPlace } from "./useRow";

/** What stands below a box: what went wrong with it, and its comments. */
export const RowNotes = ({
  input,
  row: { problem, problemId, commentsId },
}: {
  input: FormInput;
  row: RowPlace;
}) => (
  <>
    {problem !== undefined && (
      <p class="field-problem" id={problemId}>
        {problem}
      </p>
    )}
    {input.comments && (
      <p class="field-comments" id={commentsId}>
        {input.comments}
      </p>
    )}
  </>
);
