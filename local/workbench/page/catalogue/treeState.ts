import { signal } from "@preact/signals";

/** What is looked for in the tree. It stays when another page is opened. */
export const query = signal("");

/** Rows that were folded or unfolded by hand. */
export const folded = signal<Readonly<Record<string, boolean>>>({});
