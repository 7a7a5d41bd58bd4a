import { signal } from "@preact/signals";

/** The reference that was taken from a result, and is on its way into a box of another step. */
export const carried = signal<string | undefined>(undefined);
