import { isUtf8 } from "node:buffer";
import { headerText, type ResponseHeaders } from "../answer/headers";
import type { WireResponse } from "../answer/wireResponse";
import type { ExpectedAnswer } from "../call";
import { isSuccess } from "./bodyBounds";

/** The codings that an answer says its body was packed with, in the order of packing. */
export const contentCodings = (headers: ResponseHeaders): string[] => {
  const text = headerText(headers, "content-encoding");
  if (text === undefined) return [];
  return text
    .split(",")
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== "" && coding !== "identity");
};

/** True where a body has to be looked at first: it says that it is packed, or it is no text where one was asked for. */
export const mayBePacked = ({ status, headers, body }: WireResponse, expects: ExpectedAnswer): boolean =>
  body.length > 0 &&
  (headers["content-encoding"] !== undefined ||
    ((expects !== "binary" || !isSuccess(status)) && !isUtf8(body)));
