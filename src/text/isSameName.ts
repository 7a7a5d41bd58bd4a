/** True for the same name: Azure tells them apart without their case. */
export const isSameName = (one: string | null | undefined, other: string | null | undefined): boolean =>
  one?.toLowerCase() === other?.toLowerCase();
