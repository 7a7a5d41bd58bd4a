import { signal } from "@preact/signals";

/** What was announced last, with a number so that the same sentence is told again. */
export const announced = signal({ sentence: "", number: 0 });

/** Has a sentence read to who does not see the page, once nothing else is read. */
export const announce = (sentence: string): void => {
  announced.value = { sentence, number: announced.value.number + 1 };
};
