/** One line of subtitles. */
interface Cue {
  from: string;
  to: string;
  lines: string[];
}

const times = /^\s*((?:\d+:)?\d\d:\d\d[.,]\d{3}) --> ((?:\d+:)?\d\d:\d\d[.,]\d{3})/;

/** The cues of subtitles in SRT or WebVTT, as many as are wanted. What belongs to none is left out. */
export const readCues = (text: string, most: number): Cue[] => {
  const cues: Cue[] = [];
  let current: Cue | undefined;
  for (const line of text.split(/\r?\n/)) {
    const found = times.exec(line);
    if (found) {
      if (cues.length >= most) return cues;
      current = { from: found[1] ?? "", to: found[2] ?? "", lines: [] };
      cues.push(current);
    } else if (line.trim() === "") current = undefined;
    else current?.lines.push(line);
  }
  return cues;
};
