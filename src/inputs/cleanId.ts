import { isAddressable } from "../text/isAddressable";
import { lineTrim } from "../text/lineTrim";
import { cleanName, refuse } from "./cleaners";

/**
 * An id as the service gives it, without the blanks and marks around it; undefined when the input was left empty.
 * @throws Error by the label when it can't stand in an address.
 */
export const cleanId =
  (label: string, hint: string) =>
  (value: unknown): string | undefined => {
    const text = cleanName(label, hint)(value) ?? "";
    const id = text.slice(...lineTrim(text, 0, text.length));
    if (id === "") return undefined;
    return isAddressable(id) ? id : refuse(label, id, hint);
  };
