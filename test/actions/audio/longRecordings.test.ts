import { type HeardSentence, hearTones, sayInTones } from "../../../local/endpoint/models/audio/toneCode";
import { readWav, wavOf } from "../../../local/endpoint/models/audio/wavFile";
import { failureOf } from "../../support/connector";
import { shareServer, useEndpoint, useShortWaits } from "../../support/hooks";
import type { ReceivedRequest, ScriptedBehavior } from "../../support/scriptedServer";
import { sendAnswer } from "../../support/scriptedServer";
import { atOnce, hear, mp3WithGains } from "./transcribing";

const server = shareServer();
const endpoint = useEndpoint();
useShortWaits();

const rate = 8_000;
const said = ["Hello.", "Your order is on its way.", "Thank you.", "Goodbye."];

/** A WAV file of sentences with so many seconds of silence behind each. */
const longWav = (sentences: readonly string[], silentSeconds: number, sampleRate = rate): Buffer => {
  const parts = sentences.flatMap((sentence) => [
    sayInTones(sentence, sampleRate),
    new Int16Array(silentSeconds * sampleRate),
  ]);
  const samples = new Int16Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    samples.set(part, at);
    at += part.length;
  }
  return wavOf(samples, sampleRate);
};

/** Bytes of the file in a form, whose text is read as UTF-8. */
const fileBytes = ({ headers, body }: ReceivedRequest): number => {
  const before = body.indexOf("\r\n\r\n", body.indexOf('name="file"')) + 4;
  return (
    Number(headers["content-length"]) - before - (body.length - body.lastIndexOf("\r\n--", body.length - 8))
  );
};

describe("a recording that is larger than a request may be", () => {
  const wav = longWav(said, 200, 24_000);

  test("is cut at silences, and its text, times and subtitles are those of the whole", async () => {
    expect(wav.length).toBeGreaterThan(26_214_400);
    const { output_text, segments, durationSeconds, subtitles, warning } = await hear(endpoint, {
      audio: wav,
      detail: "segments",
      subtitles: "vtt",
    });
    expect(endpoint.requests).toHaveLength(2);
    expect(output_text).toBe(said.join(" "));
    const heard: HeardSentence[] = hearTones(readWav(wav)?.samples ?? new Int16Array(), 24_000);
    expect(segments?.map(({ text }) => text)).toEqual(heard.map(({ text }) => text));
    for (const [index, { startSeconds }] of heard.entries())
      expect(segments?.[index]?.start).toBeCloseTo(startSeconds, 1);
    expect(durationSeconds).toBeCloseTo(wav.length / 48_000, 0);
    expect(subtitles?.data.toString().match(/-->/g)).toHaveLength(4);
    expect(warning).toBeNull();
  }, 30_000);

  test("numbers its speakers by the piece, since each piece begins anew", async () => {
    const answer = { text: "Hello.", segments: [{ text: "Hello.", start: 0, end: 1, speaker: "A" }] };
    server.script({ body: answer });
    const { speakers, segments } = await hear(server, { audio: wav, detail: "speakers" });
    expect(speakers?.map(({ name }) => name)).toEqual(["1-A", "2-A"]);
    expect(segments?.[1]?.start).toBeGreaterThan(300);
  });

  test("keeps the text of the other pieces where one fails, and tells which", async () => {
    const refused = { status: 400, body: { error: { message: "No.", type: "invalid_request_error" } } };
    server.script({ body: { text: "Hello." } }, refused);
    const { output_text, missing, warning, durationSeconds } = await hear(server, { audio: wav, ...atOnce });
    expect(output_text).toBe("Hello.");
    expect(missing).toHaveLength(1);
    expect(durationSeconds).toBeCloseTo(wav.length / 48_000, 2);
    expect(missing[0]).toMatchObject({ error: { message: expect.stringContaining("No.") } });
    expect(warning).toContain("The text lacks 1 of 2 pieces of the recording.");
  });

  test("keeps a text without times among those that have some, and its own length", async () => {
    const answer = { text: "Hello.", segments: [{ text: "Hello.", start: 0, end: 1 }] };
    server.script({ body: answer }, { body: { text: "Goodbye." } });
    const { segments, subtitles, durationSeconds } = await hear(server, {
      ...{ audio: wav, detail: "segments", subtitles: "srt" },
    });
    expect(segments?.map(({ text }) => text)).toEqual(["Hello.", "Goodbye."]);
    expect(segments?.[1]).toMatchObject({ end: durationSeconds });
    expect(subtitles?.data.toString()).toContain("Goodbye.");
  });

  test("fails where no piece has a text", async () => {
    server.script({ status: 400, body: { error: { message: "No.", type: "invalid_request_error" } } });
    expect((await failureOf(hear(server, { audio: wav, ...atOnce }))).message).toContain("No.");
  });

  test("learns once what its model can't do", async () => {
    const message =
      "response_format 'verbose_json' is not compatible with model 'inner'. Use 'json' or 'text' instead.";
    const error = { message, param: "response_format", code: "unsupported_value" };
    server.script({ status: 400, body: { error } }, { body: { text: "Hello." } });
    const { output_text } = await hear(server, { audio: wav, detail: "segments" });
    expect(output_text).toBe("Hello. Hello.");
    expect(server.requests).toHaveLength(3);
  });
});

describe("a recording that lasts longer than the model takes", () => {
  /** Refuses what lasts longer, and answers how many frames or samples came. */
  const within =
    (seconds: number, lengthOf: (bytes: number) => number): ScriptedBehavior =>
    (request, response) => {
      const length = lengthOf(fileBytes(request));
      const message = `audio duration ${length} seconds is longer than ${seconds} seconds which is the maximum for this model`;
      const error = { message, type: "invalid_request_error", param: null, code: "invalid_value" };
      sendAnswer(
        response,
        length > seconds ? { status: 400, body: { error } } : { body: { text: `${length}` } },
      );
    };
  const wavSeconds = (bytes: number): number => (bytes - 44) / (2 * rate);
  const mp3Seconds = (bytes: number): number => (bytes / 192) * 0.024;

  test("is cut 10 seconds below the limit, and asked for again", async () => {
    server.script(within(100, wavSeconds));
    const wav = longWav(said, 60);
    const { output_text, warnings } = await hear(server, { audio: wav });
    const lengths = output_text.split(" ").map(Number);
    expect(lengths.length).toBeGreaterThan(2);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(90);
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBeCloseTo(wavSeconds(wav.length), 3);
    expect(server.requests).toHaveLength(lengths.length + 1);
    expect(warnings.filter((warning) => warning.includes("no silence"))).toEqual([]);
  });

  test("is cut between the frames of an MP3, where they are quiet, without the frame about the file", async () => {
    const gains = Array.from({ length: 10_000 }, (_, frame) => (frame % 1000 < 950 ? 180 : 0));
    const info = mp3WithGains([0]);
    info.write("Info", 4 + 9, "latin1");
    server.script(within(100, mp3Seconds));
    const { output_text, warnings } = await hear(server, {
      audio: Buffer.concat([info, mp3WithGains(gains)]),
    });
    const lengths = output_text.split(" ").map(Number);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(90);
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBeCloseTo(240, 3);
    for (const request of server.requests.slice(1)) {
      expect(fileBytes(request) % 192).toBe(0);
      expect(request.body).not.toContain("Info");
    }
    expect(warnings.filter((warning) => warning.includes("no silence"))).toEqual([]);
  });

  test("is cut in the midst of sound where it has no silence, which is told", async () => {
    server.script(within(100, mp3Seconds));
    const { warnings } = await hear(server, { audio: mp3WithGains(Array(10_000).fill(180)) });
    expect(warnings).toContainEqual(
      expect.stringMatching(
        /^The recording has no silence where it was cut, near \d+ s, .*: a word may be lost there\.$/,
      ),
    );
  });

  test("is not cut again and again for a limit that nothing fits", async () => {
    server.script((request, response) => {
      const message =
        "audio duration 500 seconds is longer than 15 seconds which is the maximum for this model";
      expect(request.method).toBe("POST");
      sendAnswer(response, { status: 400, body: { error: { message, type: "invalid_request_error" } } });
    });
    await failureOf(hear(server, { audio: longWav(["Hello."], 60) }));
    expect(server.requests).toHaveLength(1);
  });
});
