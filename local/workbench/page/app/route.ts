import { computed, signal } from "@preact/signals";

const read = (): string => window.location.hash.replace(/^#\/?/, "");

const hash = signal(read());
window.addEventListener("hashchange", () => {
  hash.value = read();
});

/** A part of an address; what is no escape in it stays as it is. */
const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

/** The parts of the address after `#/`, decoded: the page, then what it shows. */
export const route = computed(() => hash.value.split("/").map(decoded));

/** The address of a page, or of something on it. */
export const addressOf = (...parts: readonly string[]): string =>
  `#/${parts.map(encodeURIComponent).join("/")}`;

/** Goes to a page. */
export const goTo = (...parts: readonly string[]): void => {
  window.location.hash = addressOf(...parts);
};
