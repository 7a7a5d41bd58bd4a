import type { StepOutcome } from "../platform/runStep";
import { UsageError } from "../platform/usageError";
import { exitCodeOf } from "./exitCodeOf";
import { fieldOf, fieldValues } from "./fieldOf";
import { formatResult, type ResultFormat } from "./formats/formatResult";
import type { RunRequest, RunSettings } from "./program";
import { writeFiles } from "./resultFiles";
import { columnsOf, type Reporter } from "./terminal";

/** The widest table in columns of a terminal. */
const widestTable = 400;

const print = (text: string): Promise<void> =>
  new Promise((resolve) => {
    process.stdout.write(`${text}\n`, () => resolve());
  });

/**
 * Refuses two flags that say how the result is printed.
 * @throws UsageError that says which to leave out.
 */
export const checkFormat = ({ format, json: isJson = false }: RunSettings): void => {
  if (isJson && format !== undefined && format !== "json")
    throw new UsageError(`--json and --format ${format} differ: leave one of them out.`);
};

/**
 * What is to be shown of a result. Where that can't be, the whole is told before the error: it was paid for.
 * @throws UsageError that names what there is.
 */
const shownOrTold = (value: unknown, show: () => string, tell: (whole: string) => void): string => {
  try {
    return show();
  } catch (error) {
    tell(JSON.stringify(value, null, 2));
    throw error;
  }
};

const isForPeople = (): boolean => process.stdout.isTTY === true;

/** The form that was asked for; undefined where none was. */
const askedFormat = ({ format, json: isJson = false }: RunSettings): ResultFormat | undefined =>
  isJson ? "json" : format;

/** The field that was asked for. Of `ask`, a pipe gets the answer alone. */
const askedField = ({ settings, isAsked = false }: RunRequest): string | undefined =>
  settings.field ??
  (isAsked && askedFormat(settings) === undefined && !isForPeople() ? "output_text" : undefined);

/** The field that was asked for, or the whole result, in its form. */
const shownText = ({ value, files }: ReturnType<typeof writeFiles>, request: RunRequest): string => {
  const { settings } = request;
  const width = columnsOf(process.stdout, widestTable);
  const field = askedField(request);
  if (field === undefined)
    return formatResult(askedFormat(settings) ?? (isForPeople() ? "text" : "json"), value, files, width);
  if (settings.format === undefined || settings.format === "text") return fieldOf(value, field);
  const parts = fieldValues(value, field);
  return formatResult(settings.format, parts.length === 1 ? parts[0] : parts, files, width);
};

/**
 * Prints a result in the form that was asked for; otherwise in words on a terminal, and as JSON elsewhere.
 * @returns the exit code
 * @throws UsageError where a field was asked for that is not there, or a form that can't hold it.
 */
export const printResult = async (
  { value, contentType, branch }: StepOutcome,
  request: RunRequest,
  { line, logger }: Reporter,
  redact: (text: string) => string,
): Promise<number> => {
  const { operation, settings } = request;
  const { out, force: isForced = false } = settings;
  const written = writeFiles(
    value,
    { name: operation.key, contentType },
    { out, isForced, warn: logger.warn },
  );
  if (branch) line(`Branch: ${branch}`);
  const shown = shownOrTold(
    written.value,
    () => shownText(written, request),
    (whole) => line(redact(whole)),
  );
  if (shown !== "") await print(redact(shown));
  return exitCodeOf(written.value);
};
