/** A media type with parameters, in characters that can't end a header's line. */
const mediaType = /^[\w!#$&^.+-]+\/[\w!#$&^.+-][\x20-\x7e]*$/;
const longestType = 200;

/** The content type of a file; undefined for one that a form's header can't hold. */
export const sendableContentType = (value: unknown): string | undefined => {
  const type = typeof value === "string" ? value.trim() : "";
  return type.length <= longestType && mediaType.test(type) ? type : undefined;
};
