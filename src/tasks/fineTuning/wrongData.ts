import { InputError } from "../../text/InputError";
import type { PreparedData } from "./preparedData";
import { namedRows } from "./TrainingReport";

const mostReasons = 10;

/** Why no files were made of rows, by reason, and what to do; undefined where they were made. */
export const wrongData = (
  action: string,
  { isReady, counts, reasons, advice }: PreparedData,
): InputError | undefined => {
  if (isReady) return undefined;
  if (advice.necessary.length > 0 && counts.wrong === 0)
    return new InputError({ what: `${action} made no files.`, mend: advice.necessary.join(" ") });
  const told = reasons.slice(0, mostReasons).map((found) => `${found.reason} (${namedRows(found)})`);
  const rest = reasons.length - told.length;
  const more = [...(rest > 0 ? [`${rest} further reasons.`] : []), ...advice.necessary];
  return new InputError({
    what: [
      `${action} made no files: ${counts.wrong} of ${counts.total} rows are wrong.`,
      ...told,
      ...more,
    ].join(" "),
    mend: "Correct them, or choose under Wrong Rows to skip them, or to be given the whole report.",
  });
};
