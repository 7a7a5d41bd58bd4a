import { InputError } from "../../text/InputError";
import { isAddressable } from "../../text/isAddressable";

/**
 * Tag of a template for an operation's path. Each value becomes one encoded segment, so that no id can lead to another
 * path.
 * @throws InputError for a value that can't be a segment: an empty text, dots alone, or half a character.
 */
export const path = (parts: TemplateStringsArray, ...segments: readonly string[]): string =>
  parts.reduce((start, part, index) => {
    const segment = segments[index - 1] ?? "";
    if (!isAddressable(segment)) throw new InputError({ what: `"${segment}" can't be part of an address.` });
    return `${start}${encodeURIComponent(segment)}${part}`;
  });
