/** One part of a form. */
export interface FormPart {
  name: string;
  /** Present on a file. */
  fileName?: string;
  /** As the part says it, in lower case. */
  contentType?: string;
  /** A view of the body, not a copy. */
  bytes: Buffer;
}

const endOfHeaders = Buffer.from("\r\n\r\n");

/**
 * The parts of a form, as views of its one buffer: a copy of a large upload is never made, as
 * `Response.formData` would make several. Undefined when the body is not a form.
 */
export const parseMultipart = (contentType: string, body: Buffer): FormPart[] | undefined => {
  const [, quoted, plain] =
    /^multipart\/form-data;.*\bboundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) return undefined;
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const parts: FormPart[] = [];
  const opening = body.indexOf(delimiter.subarray(2));
  if (opening < 0) return undefined;
  let start = opening + delimiter.length - 2;
  while (body.toString("latin1", start, start + 2) !== "--") {
    const end = body.indexOf(delimiter, start);
    if (end < 0) return undefined;
    const part = parsePart(body.subarray(start + 2, end));
    if (part === undefined) return undefined;
    parts.push(part);
    start = end + delimiter.length;
  }
  return parts;
};

const parsePart = (part: Buffer): FormPart | undefined => {
  const headersEnd = part.indexOf(endOfHeaders);
  if (headersEnd < 0) return undefined;
  const headers = part.toString("utf8", 0, headersEnd);
  const disposition = /^content-disposition:(.*)$/im.exec(headers)?.[1] ?? "";
  const name = parameterOf(disposition, "name");
  if (name === undefined) return undefined;
  const fileName = parameterOf(disposition, "filename");
  const contentType = /^content-type:[ \t]*([^;\s]+)/im.exec(headers)?.[1]?.toLowerCase();
  return {
    name,
    ...(fileName === undefined ? {} : { fileName }),
    ...(contentType === undefined ? {} : { contentType }),
    bytes: part.subarray(headersEnd + endOfHeaders.length),
  };
};

/** A quoted parameter; clients escape its quotes as `%22` or with a backslash. */
const parameterOf = (disposition: string, name: string): string | undefined => {
  const [, quoted, plain] =
    new RegExp(`[;\\s]${name}=(?:"((?:\\\\.|[^"\\\\])*)"|([^;\\s]+))`, "i").exec(disposition) ?? [];
  return (quoted ?? plain)?.replaceAll(/\\(.)/g, "$1").replaceAll("%22", '"');
};
