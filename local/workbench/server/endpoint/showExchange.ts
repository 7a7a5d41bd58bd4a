import type { Exchange, ExchangeBody } from "../../../endpoint";
import { summaryOf } from "../../../endpoint/server/exchanges/exchange";
import type { ExchangeImage, ShownBody, ShownExchange } from "../../wire/exchange";
import { bodyImages } from "./bodyImages";

/** Longer JSON is shown as it came, in characters. */
const longestIndented = 200_000;

const indent = (text: string): string | undefined => {
  if (text.length > longestIndented || !/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return undefined;
  }
};

const imagesOf = (text: string, number: number, side: "request" | "answer"): ExchangeImage[] =>
  bodyImages(text).map(({ contentType, data }, index) => ({
    href: `/api/endpoint/exchanges/${number}/images/${side}/${index}`,
    ...{ contentType, bytes: data.length },
  }));

const showBody = (
  body: ExchangeBody | null,
  number: number,
  side: "request" | "answer",
): ShownBody | null => {
  if (body === null) return null;
  const { contentType, bytes, text, isCut } = body;
  const indented = text === null || isCut ? undefined : indent(text);
  return {
    ...{ contentType, bytes, isCut, text: indented ?? text, isIndented: indented !== undefined },
    images: text === null ? [] : imagesOf(text, number, side),
  };
};

/** An exchange as a page shows it: JSON is indented, and images have an address each. */
export const showExchange = (exchange: Exchange): ShownExchange => {
  const { number, query, requestHeaders, requestBody, answerHeaders, answerBody } = exchange;
  return {
    ...summaryOf(exchange),
    query,
    request: { headers: requestHeaders, body: showBody(requestBody, number, "request") },
    answer:
      answerHeaders === null
        ? null
        : { headers: answerHeaders, body: showBody(answerBody, number, "answer") },
  };
};
