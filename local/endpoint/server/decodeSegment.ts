/** What a segment of a path spells; the segment itself where it spells nothing. */
export const decodeSegment = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};
