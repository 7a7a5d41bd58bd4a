import { type Cue, cuesOf } from "../../../src/text/audio/cues";
import { writeSubtitles } from "../../../src/text/audio/subtitles";

const msOf = (time: string): number => {
  const [hours = 0, minutes = 0, seconds = 0, ms = 0] = time.split(/[:.,]/).map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms;
};

/** Reads a file of subtitles, as players do: a blank line ends a cue. */
const readBack = (file: string): Cue[] =>
  file
    .replace(/^WEBVTT\n\n/, "")
    .split(/\n\n+/)
    .map((block) => {
      const lines = block.trim().split("\n");
      const [, start = "", end = ""] =
        /^(\S+) --> (\S+)$/.exec(lines.find((line) => line.includes("-->")) ?? "") ?? [];
      const text = lines.slice(lines.findIndex((line) => line.includes("-->")) + 1).join("\n");
      return { startMs: msOf(start), endMs: msOf(end), text };
    });

const segment = (start: number | null, end: number | null, text: string, speaker?: string) => ({
  ...{ start, end, text },
  ...(speaker && { speaker }),
});
const transcript = { text: "", segments: null, words: null, language: null, durationSeconds: null };

const cuesFor = (...segments: ReturnType<typeof segment>[]): Cue[] =>
  cuesOf({ ...transcript, segments }) ?? [];

describe("subtitles", () => {
  const hostile = cuesFor(
    segment(0, 1.5, "One\n\nline --> two & <three>"),
    segment(3661.001, 3662, "Späte Wörter 日本語"),
  );

  test("go on where they were after one whose time is wrong", () => {
    const cues = cuesFor(
      segment(0, 1, "a"),
      segment(2903, 2819, "b"),
      segment(3, 4, "c"),
      segment(5, 6, "d"),
    );
    expect(cues.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
      [0, 1000],
      [3000, 3001],
      [3000, 4000],
      [5000, 6000],
    ]);
  });

  test("read back as they were written, as SRT", () => {
    const file = writeSubtitles(hostile, "srt");
    expect(file).toBe(
      "1\n00:00:00,000 --> 00:00:01,500\nOne line → two & <three>\n\n2\n01:01:01,001 --> 01:01:02,000\nSpäte Wörter 日本語\n",
    );
    expect(readBack(file).map(({ text }) => text)).toEqual([
      "One line → two & <three>",
      "Späte Wörter 日本語",
    ]);
  });

  test("read back as they were written, as VTT", () => {
    const file = writeSubtitles(hostile, "vtt");
    expect(file).toMatch(
      /^WEBVTT\n\n00:00:00\.000 --> 00:00:01\.500\nOne line → two &amp; &lt;three&gt;\n\n/,
    );
    expect(readBack(file)).toHaveLength(2);
  });

  test("name their speakers", () => {
    const cues = cuesFor(segment(0, 1, "Hello.", "2-A"));
    expect(writeSubtitles(cues, "srt")).toContain("\n2-A: Hello.\n");
    expect(writeSubtitles(cues, "vtt")).toContain("\n<v 2-A>Hello.\n");
  });

  test("never go back in time, end before they begin, or overlap", () => {
    const cues = cuesFor(
      segment(10, 5, "One."),
      segment(2, 3, "Two."),
      segment(11, 20, "Three."),
      segment(15, 15, "Four."),
      segment(16, 17, " "),
    );
    expect(cues).toHaveLength(4);
    for (const [index, { startMs, endMs }] of cues.entries()) {
      expect(endMs).toBeGreaterThan(startMs);
      expect(startMs).toBeGreaterThanOrEqual(cues[index - 1]?.startMs ?? 0);
    }
    expect(cues[2]).toMatchObject({ startMs: 11_000, endMs: 15_000 });
  });

  test("put missing times between those of their neighbors", () => {
    const cues = cuesFor(segment(1, 2, "One."), segment(null, null, "Two."), segment(5, 6, "Three."));
    expect(cues[1]).toMatchObject({ startMs: 1000, endMs: 5000 });
  });

  test("are none without times", () => {
    expect(cuesOf({ ...transcript, segments: [segment(null, null, "One.")] })).toBeUndefined();
    expect(cuesOf(transcript)).toBeUndefined();
  });
});

describe("subtitles of words", () => {
  const words = (...texts: string[]) =>
    texts.map((word, index) => ({ word, start: index * 0.5, end: index * 0.5 + 0.4 }));

  test("end with a sentence, when they are full, and before a pause", () => {
    const [long] = ["w".repeat(30)];
    const spoken = [...words("Hi.", "you", long, long, long), { word: "late", start: 60, end: 61 }];
    expect((cuesOf({ ...transcript, words: spoken }) ?? []).map(({ text }) => text)).toEqual([
      "Hi.",
      `you ${long} ${long}`,
      long,
      "late",
    ]);
  });

  test("have the signs of their segments, and the times of the words", () => {
    const segments = [segment(100, 90, "Hello,  you.\n Bye!")];
    const cues = cuesOf({ ...transcript, segments, words: words("Hello", "you", "Bye") }) ?? [];
    expect(cues).toEqual([
      { startMs: 0, endMs: 900, text: "Hello, you.", speaker: undefined },
      { startMs: 1000, endMs: 1400, text: "Bye!", speaker: undefined },
    ]);
  });

  test("stay whole segments where the words are others, one without times among them", () => {
    const segments = [segment(0, 1, "In 20 14."), segment(1, 2, "Bye.")];
    const spoken = [
      { word: "In", start: 0.1, end: 0.2 },
      { word: "2014.", start: null, end: null },
      ...words("", "", "Bye").slice(2),
    ];
    const cues = cuesOf({ ...transcript, segments, words: spoken }) ?? [];
    expect(cues.map(({ text, startMs }) => `${startMs} ${text}`)).toEqual(["100 In 20 14.", "1000 Bye."]);
  });

  test("are those of the words where there is a list of segments that is empty", () => {
    const spoken = words("Hello", "there.");
    expect(cuesOf({ ...transcript, segments: [], words: spoken })).toEqual(
      cuesOf({ ...transcript, words: spoken }),
    );
    expect(cuesOf({ ...transcript, segments: [], words: spoken })).toHaveLength(1);
  });

  test("of writing without blanks have none", () => {
    expect((cuesOf({ ...transcript, words: words("日本", "語です。") }) ?? [])[0]?.text).toBe("日本語です。");
  });
});
