import type { StepEvent } from "../../../../src/client/events";
import type { EventPage } from "../../wire/bulk";

/** Events of one answer. */
const mostEvents = 20_000;

const wholeNumber = (text: string | null, most: number): number => {
  const value = Number(text ?? Number.NaN);
  return Number.isSafeInteger(value) && value >= 0 ? Math.min(value, most) : most;
};

/** The events of a run from a place on, without the addresses, which no timeline shows. */
export const eventPage = (
  events: readonly StepEvent[],
  after: string | null,
  count: string | null,
): EventPage => {
  const from = after === null ? 0 : wholeNumber(after, events.length);
  const page = events.slice(from, from + wholeNumber(count, mostEvents));
  const next = from + page.length;
  return {
    events: page.map((event) => (event.type === "attempt" ? { ...event, url: "", method: "" } : event)),
    next,
    isEnd: next >= events.length,
  };
};
