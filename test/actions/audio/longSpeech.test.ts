import { textInTones, toneSampleRate } from "../../../local/endpoint/models/audio/toneCode";
import { hearMp3 } from "../../../local/endpoint/models/audio/toneMp3";
import { failureOf } from "../../support/connector";
import { shareEndpoint, useEndpoint } from "../../support/hooks";
import { connectionTo } from "../support";
import { heardIn, sentences, speak } from "./speechSupport";

const endpoint = shareEndpoint();
const here = () => connectionTo(endpoint.url);

const text = sentences(100);
const inputs = (): string[] => endpoint.requests.map(({ bodyJson }) => (bodyJson as { input: string }).input);

describe("a long text", () => {
  test("is spoken in parts of whole sentences, none longer than 2,000 bytes", async () => {
    const { parts, characters } = await speak(here(), { text });
    expect(parts).toBe(3);
    expect(
      inputs()
        .toSorted((left, right) => text.indexOf(left) - text.indexOf(right))
        .join(" "),
    ).toBe(text);
    expect(inputs().every((input) => Buffer.byteLength(input) <= 2000 && input.endsWith("ships."))).toBe(
      true,
    );
    expect(characters).toBe(text.length - 2);
  });

  test("is one WAV file with one header and true sizes, without long pauses where parts meet", async () => {
    const { audio, durationSeconds } = await speak(here(), { text, outputFormat: "wav" });
    const { data } = audio;
    expect(heardIn(data)).toBe(text);
    expect([data.readUInt32LE(4), data.readUInt32LE(40)]).toEqual([data.length - 8, data.length - 44]);
    expect(data.indexOf("RIFF", 4)).toBe(-1);
    // The endpoint says it in 25 bytes a second, pauses of 0.3 s between sentences, and 0.1 s at the ends of each part.
    const spoken = (text.length - 99) / 25 + 97 * 0.3;
    expect(durationSeconds).toBeCloseTo(spoken + 2 * 0.2 + 0.2, 2);
  });

  test("is one PCM file", async () => {
    const { audio } = await speak(here(), { text, outputFormat: "pcm" });
    const samples = Int16Array.from({ length: audio.data.length / 2 }, (_, at) =>
      audio.data.readInt16LE(2 * at),
    );
    expect(textInTones(samples, toneSampleRate)).toBe(text);
  });

  test("is one MP3 file without tags and frames that tell of one part alone", async () => {
    const { audio, durationSeconds } = await speak(here(), { text });
    const heard = hearMp3(audio.data);
    expect(heard).toMatchObject({
      extras: 0,
      text: text.replaceAll(/(?<=ships\.) (?=Sentence (?:34|68) )/g, ""),
    });
    expect(durationSeconds).toBeCloseTo((heard?.frames ?? 0) * 0.024, 2);
  });

  describe("whose parts are answered in another order", () => {
    const delaysMs = [200, 0, 50];
    const slow = useEndpoint({ latencyMs: () => delaysMs.shift() ?? 0 });

    test("keeps its own", async () => {
      const { audio } = await speak(connectionTo(slow.url), { text, outputFormat: "wav" });
      expect(heardIn(audio.data)).toBe(text);
    });
  });

  test("is cut by its bytes, as scripts without blanks take longer to say", async () => {
    const chinese = "我们今天去看海。".repeat(100);
    const { audio } = await speak(here(), { text: chinese, outputFormat: "wav" });
    expect(inputs().length).toBe(2);
    expect(heardIn(audio.data).replaceAll(" ", "")).toBe(chinese);
  });

  test("is spoken whole in a format that can't be joined, up to the length of one request", async () => {
    const { parts } = await speak(here(), { text: sentences(80), outputFormat: "opus" });
    expect(parts).toBe(1);
  });

  test.each(["opus", "aac", "flac"])("is refused for %s before anything is sent", async (outputFormat) => {
    const failure = await failureOf(speak(here(), { text, outputFormat }));
    expect(failure.message).toBe(
      `Output Format: one request takes 4096 characters of the ${text.length} in Text, and files of ${outputFormat === "opus" ? "Opus" : outputFormat.toUpperCase()} can't be joined. Choose MP3, WAV or PCM, or shorten Text.`,
    );
    expect(endpoint.requests).toEqual([]);
  });

  test("is refused over an hour, which slow speech is sooner", async () => {
    const long = sentences(700);
    const failure = await failureOf(speak(here(), { text: long, speechSettings: { speed: "0.5" } }));
    expect(failure.message).toMatch(
      /^Text: its \d+ characters last about 74 min, and a step speaks an hour at most/,
    );
    expect(endpoint.requests).toEqual([]);
  });
});

describe("a part that fails", () => {
  const spoiled = text.replace("Sentence 50 ", "forbidden-content ");

  test("fails the step, which says which part, and what was spoken", async () => {
    const logged: string[] = [];
    const logger = { ...console, info: (line: string) => void logged.push(line), warn: () => undefined };
    const failure = await failureOf(
      speak(here(), { text: spoiled, bulkOptions: { concurrentRequests: "1" } }, { logger }),
    );
    expect(failure).toMatchObject({ kind: "contentFiltered" });
    expect(failure.message).toMatch(
      /This was part 2 of 3\. Spoken were 1, which were paid for and are lost\.$/,
    );
    expect(logged.filter((line) => line.startsWith("Usage: "))).toEqual([
      expect.stringContaining('"models":["my-voice"],"calls":1'),
    ]);
  });

  test("is the last that is sent", async () => {
    await failureOf(speak(here(), { text: spoiled, bulkOptions: { concurrentRequests: "1" } }));
    expect(endpoint.requests).toHaveLength(2);
  });

  test("is tried again where that may help", async () => {
    endpoint.enqueueFaults({ kind: "status", status: 500, times: 1 });
    const { audio } = await speak(here(), {
      ...{ text, outputFormat: "wav" },
      requestOptions: { retryDelayMS: "1" },
    });
    expect(heardIn(audio.data)).toBe(text);
  });
});
