import { InputError } from "../../text/InputError";
import type { PreparedData } from "./preparedData";
import { namedRows } from "./TrainingReport";

const mostReasons = 10;

/** Why no files were made of rows, by reason, and what to do; undefined where they were made. */
export const wrongData = (
  action: string,
  { isReady, counts, reasons, advice: { necessary } }: PreparedData,
  isSkipping: boolean,
): InputError | undefined => {
  if (isReady) return undefined;
  if (counts.wrong === 0)
    return new InputError({ what: `${action} made no files.`, mend: necessary.join(" ") });
  const told = reasons.slice(0, mostReasons).map((found) => `${found.reason} (${namedRows(found)})`);
  const rest = reasons.length - told.length;
  const outcome = isSkipping ? "were wrong and skipped" : "are wrong";
  return new InputError({
    what: [
      `${action} made no files: ${counts.wrong} of ${counts.total} rows ${outcome}.`,
      ...told,
      ...(rest > 0 ? [`${rest} further reasons.`] : []),
      ...(isSkipping ? [] : necessary),
    ].join(" "),
    mend: isSkipping
      ? necessary.join(" ")
      : "Correct them, or choose Skip Them under Wrong Rows. Prepare Training Data gives the whole report with Report Them, Make No Files.",
  });
};
