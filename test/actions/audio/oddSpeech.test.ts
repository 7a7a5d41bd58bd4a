import { encodeSpeech } from "../../../local/endpoint/models/audio/encodeSpeech";
import { hearTones, sayInTones } from "../../../local/endpoint/models/audio/toneCode";
import { hearMp3 } from "../../../local/endpoint/models/audio/toneMp3";
import { readWav, wavOf } from "../../../local/endpoint/models/audio/wavFile";
import { failureOf, keyConnection } from "../../support/connector";
import { shareServer } from "../../support/hooks";
import { sentences, speak } from "./speechSupport";

const server = shareServer();
const there = () => keyConnection(server.url);
const once = { requestOptions: { maxRetries: "0" } };

/** The frames of an MP3 as those of two channels, which are as long. */
const withTwoChannels = (file: Buffer): Buffer =>
  Buffer.from(file.toString("latin1").replaceAll("\xff\xf3\x84\xc4", "\xff\xf3\x84\x04"), "latin1");

describe("an answer that is no sound", () => {
  test.each([
    [
      "an error in JSON",
      { error: { message: "The voice is gone.", code: "voice_gone" } },
      "The voice is gone.",
    ],
    ["JSON of another kind", { id: "resp_1", output: [] }, "lacks what this operation always returns"],
    ["a web page", "<!DOCTYPE html><html><body>Sign in</body></html>", "A web page arrived"],
    ["nothing", "", "The body was empty"],
    ["a sentence", "upstream request timeout", 'bytes that begin with "upstream request timeout"'],
    ["an image", Buffer.from("iVBORw0KGgoAAAANSUhEUg==", "base64"), "is no sound: a PNG image"],
    ["a sentence in another language", "Nicht verfügbar", 'bytes that begin with "Nicht verfügbar"'],
    [
      "a WAV file without samples",
      wavOf(new Int16Array(0), 24_000, true),
      "is no sound: WAV without samples",
    ],
    ["an MP3 file without frames", Buffer.from("ID3\x04\0\0\0\0\0\0"), "is no sound: MP3 without samples"],
    ["bytes", Buffer.from([0, 1, 2, 3]), "is no sound: bytes that begin with"],
  ])("is an error: %s", async (_name, body, words) => {
    for (const outputFormat of ["mp3", "pcm"]) {
      if (outputFormat === "pcm" && Buffer.isBuffer(body)) continue;
      server.script({ body });
      const failure = await failureOf(speak(there(), { ...once, outputFormat }));
      expect(failure.message).toContain(words);
      expect(failure.kind).not.toBe(undefined);
    }
  });

  test("is an error without a body by its status", async () => {
    server.script({ status: 204 });
    const failure = await failureOf(speak(there(), once));
    expect(failure).toMatchObject({ kind: "unexpectedResponse" });
  });

  test("shows no secret of the connection", async () => {
    server.script({ body: "key k3y+Secret/0123456789==abcdefghij is wrong" });
    const failure = await failureOf(speak(there(), once));
    expect(failure.message).not.toContain("Secret");
  });
});

describe("sound of another kind than was asked for", () => {
  test("is called what its bytes show, and told of", async () => {
    server.script({ headers: { "content-type": "audio/mpeg" }, body: encodeSpeech("Hello.", "wav", 1) });
    const { audio, warnings } = await speak(there());
    expect(audio).toMatchObject({ contentType: "audio/wav", fileName: "speech.wav" });
    expect(audio.data.readUInt32LE(4)).toBe(audio.data.length - 8);
    expect(warnings).toEqual(["The answer is WAV in place of MP3."]);
  });

  test("begins with a brace as samples may, and is sound all the same", async () => {
    const samples = Buffer.concat([Buffer.from([0x7b, 0x00]), encodeSpeech("Hello.", "pcm", 1)]);
    server.script({ body: samples });
    const { audio } = await speak(there(), { outputFormat: "pcm" });
    expect(audio.data.equals(samples)).toBe(true);
  });

  const text = sentences(60);
  const slow = { bulkOptions: { concurrentRequests: "1" } };

  test.each([
    ["MP3 and WAV", encodeSpeech("One.", "mp3", 1), encodeSpeech("Two.", "wav", 1)],
    ["WAV of two sample rates", encodeSpeech("One.", "wav", 1), wavOf(sayInTones("Two.", 16_000), 16_000)],
    [
      "MP3 with something else among its frames",
      encodeSpeech("One.", "mp3", 1),
      Buffer.concat([encodeSpeech("Two.", "mp3", 1), Buffer.alloc(5000, 1)]),
    ],
    [
      "MP3 of one and of two channels",
      encodeSpeech("One.", "mp3", 1),
      withTwoChannels(encodeSpeech("Two.", "mp3", 1)),
    ],
    ["Opus", encodeSpeech("One.", "opus", 1), encodeSpeech("Two.", "opus", 1)],
  ])("is not joined: %s", async (_name, ...bodies) => {
    server.script(...bodies.map((body) => ({ body })));
    const failure = await failureOf(speak(there(), { text, ...slow }));
    expect(failure.message).toMatch(/^Create Speech can't join 2 parts: .* Choose MP3, WAV or PCM/);
  });
});

test("is joined without the tags among the frames of a gateway's own joins", async () => {
  const [one, two, three] = ["One.", "Two.", "Three."].map((word) => encodeSpeech(word, "mp3", 1));
  server.script(
    { body: Buffer.concat([one ?? "", two ?? ""].map((part) => Buffer.from(part))) },
    { body: three ?? "" },
  );
  const { audio } = await speak(there(), { text: sentences(60), bulkOptions: { concurrentRequests: "1" } });
  expect(hearMp3(audio.data)).toMatchObject({ text: "One.Two.Three.", extras: 0 });
});

test("loses silence where parts meet, and keeps it at the ends", async () => {
  const second = new Int16Array(24_000);
  const piece = (text: string) => Int16Array.from([...second, ...sayInTones(text), ...second]);
  server.script({ body: wavOf(piece("One."), 24_000, true) }, { body: wavOf(piece("Two."), 24_000, true) });
  const { audio, durationSeconds } = await speak(there(), {
    text: sentences(60),
    outputFormat: "wav",
    bulkOptions: { concurrentRequests: "1" },
  });
  const [first, last] = hearTones(readWav(audio.data)?.samples ?? second);
  expect([first?.text, last?.text, first?.startSeconds]).toEqual(["One.", "Two.", 1.1]);
  expect((last?.startSeconds ?? 0) - (first?.endSeconds ?? 0)).toBeCloseTo(0.3, 2);
  expect(durationSeconds).toBeCloseTo((last?.endSeconds ?? 0) + 1.1, 2);
});

describe("speech that is too short for its text", () => {
  test("is told of, with the part", async () => {
    const [whole, cut] = [sentences(36), "Sentence 37."];
    server.script({ body: encodeSpeech(whole, "mp3", 1) }, { body: encodeSpeech(cut, "mp3", 1) });
    const { warnings } = await speak(there(), {
      text: sentences(60),
      bulkOptions: { concurrentRequests: "1" },
    });
    expect(warnings).toEqual([
      expect.stringMatching(
        /^Part 2 of 2 lasts 0\.\d+ s for \d+ characters: words may be missing at its end\.$/,
      ),
    ]);
  });

  test("is nothing to tell where the text is short itself", async () => {
    server.script({ body: encodeSpeech("No.", "mp3", 1) });
    expect((await speak(there())).warnings).toEqual([]);
  });
});

test.each([
  [{ text: " " }, "Text: it is empty. Enter the text to speak."],
  [{ speechSettings: { speed: "5" } }, 'Speed: "5" is not accepted. Enter a number from 0.25 to 4.'],
  [{ speechSettings: { instructions: "a".repeat(4097) } }, "Instructions: it has 4097 characters."],
  [{ outputFormat: "midi" }, 'Output Format: "midi" is not accepted.'],
  [{ speechSettings: { extraParameters: '{"input": "x"}' } }, '"input" can\'t be set here.'],
])("refuses before sending, no %#", async (params, words) => {
  server.script({ body: "unused" });
  expect((await failureOf(speak(there(), params))).message).toContain(words);
  expect(server.requests).toEqual([]);
});

test("refuses by a budget before sending, and books an estimate by the text", async () => {
  server.script({ body: encodeSpeech("Hello.", "mp3", 1) });
  const failure = await failureOf(speak(there(), { budget: { tokensPerRun: "60" } }));
  expect(failure.message).toMatch(/Tokens per Run is 60 tokens/);
  expect(server.requests).toEqual([]);
  await expect(speak(there(), { budget: { tokensPerRun: "200" } })).resolves.toBeDefined();
});
