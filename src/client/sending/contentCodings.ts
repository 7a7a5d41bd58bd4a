import { isUtf8 } from "node:buffer";
import { headerText, type ResponseHeaders } from "../answer/headers";
import type { WireResponse } from "../answer/wireResponse";
import type { ExpectedAnswer } from "../call";
import { isSuccess } from "./bodyBounds";

/** The codings in an answer's headers, in the order of packing. */
export const contentCodings = (headers: ResponseHeaders): string[] => {
  const text = headerText(headers, "content-encoding");
  if (text === undefined) return [];
  return text
    .split(",")
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== "" && coding !== "identity");
};

/** True where a body may be packed: its headers say so, or it is not text where a text was expected. */
export const mayBePacked = ({ status, headers, body }: WireResponse, expects: ExpectedAnswer): boolean =>
  body.length > 0 &&
  (headers["content-encoding"] !== undefined ||
    ((expects !== "binary" || !isSuccess(status)) && !isUtf8(body)));
