import { InputError } from "../../text/InputError";
import { isAddressable } from "../../text/isAddressable";

/**
 * A path of an operation, as a template's tag: what is put in is one segment each, encoded, so that no id leads to
 * another address.
 * @throws Error for text that can't be a segment: empty, dots alone, or half a character.
 */
export const path = (parts: TemplateStringsArray, ...segments: readonly string[]): string =>
  parts.reduce((start, part, index) => {
    const segment = segments[index - 1] ?? "";
    if (!isAddressable(segment)) throw new InputError({ what: `"${segment}" can't be part of an address.` });
    return `${start}${encodeURIComponent(segment)}${part}`;
  });
