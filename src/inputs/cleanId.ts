import { isAddressable } from "../text/isAddressable";
import { lineTrim } from "../text/lineTrim";
import { cleanName, refuse } from "./cleaners";

/**
 * Cleans an id of the service: blanks and marks around it are removed; undefined for an empty input.
 * @throws InputError with the label for an id that can't be a segment of a path.
 */
export const cleanId =
  (label: string, hint: string) =>
  (value: unknown): string | undefined => {
    const text = cleanName(label, hint)(value) ?? "";
    const id = text.slice(...lineTrim(text, 0, text.length));
    if (id === "") return undefined;
    return isAddressable(id) ? id : refuse(label, id, hint);
  };
