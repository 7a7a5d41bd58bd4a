/** The path that the last segment of a reference stands in; undefined while the step itself is typed. */
export const parentOf = (reference: string): string | undefined => {
  const end = Math.max(reference.lastIndexOf("."), reference.lastIndexOf("["));
  const parent = end < 0 ? "" : reference.slice(0, end);
  return parent.includes(".") ? parent : undefined;
};
