import { recordingOf } from "../../../local/endpoint";
import { failureOf } from "../../support/connector";
import { shareServer, useShortWaits } from "../../support/hooks";
import { atOnce, hear } from "./transcribing";

const server = shareServer();
useShortWaits();

const audio = recordingOf("Hello.");

const hearing = (
  body: object | string,
  params: Record<string, unknown> = {},
  headers?: Record<string, string>,
) => {
  server.script({ body, ...(headers && { headers }) });
  return hear(server, { audio, ...params });
};

const refusal = (message: string, facts: object = {}) => ({
  status: 400,
  body: { error: { message, type: "invalid_request_error", param: null, code: null, ...facts } },
});

describe("an answer", () => {
  test("of plain text is the text, though JSON was asked for", async () => {
    const plain = { "content-type": "text/plain; charset=utf-8" };
    await expect(hearing("2026\n", {}, plain)).resolves.toMatchObject({ output_text: "2026" });
    await expect(hearing("Hello.\n", {}, plain)).resolves.toMatchObject({ output_text: "Hello." });
  });

  test("of one JSON text is the text", async () => {
    const json = { "content-type": "application/json" };
    await expect(hearing('"Hello."', {}, json)).resolves.toMatchObject({ output_text: "Hello." });
  });

  test("keeps speakers that are numbers, and no times that no recording has", async () => {
    const segments = [{ start: 0, end: 1e300, text: "Hello.", speaker: 7 }];
    const { segments: read, durationSeconds } = await hearing({ text: "Hello.", segments, duration: 1e300 });
    expect(read).toEqual([{ start: 0, end: null, text: "Hello.", speaker: "7", suspect: false }]);
    expect(durationSeconds).toBeLessThan(10);
  });

  test.each([
    ["日".repeat(300), []],
    ["Hello.", ["There is only 1 word in 60 s: the rest may be silence, or was left out."]],
  ])("in a writing without blanks has more than one word: %s", async (text, expected) => {
    expect((await hearing({ text, duration: 60 })).warnings).toEqual(expected);
  });

  test("is asked for as JSON where a gateway's check refuses times", async () => {
    const detail = [{ loc: ["body", "response_format"], msg: "Input should be 'json'" }];
    server.script({ status: 422, body: { detail } }, { body: { text: "Hello." } });
    const { warnings } = await hear(server, { audio, detail: "segments" });
    expect(warnings).toEqual(["The answer lacks times and segments: the model gives the text alone."]);
  });

  test("with null in its fields is read as one without them", async () => {
    const body = { text: "Hello.", segments: null, words: null, language: null, duration: null, usage: null };
    await expect(hearing(body)).resolves.toMatchObject({
      output_text: "Hello.",
      segments: null,
      words: null,
      language: null,
      tokens: null,
      cost: null,
    });
  });

  test("with entries that are none keeps the others, and numbers that are texts", async () => {
    const segments = [
      null,
      5,
      { text: 7 },
      { text: " Hello. ", start: "0.5", end: "NaN" },
      { text: "Bye.", start: -1 },
    ];
    const { output_text, segments: read } = await hearing({ text: null, segments, duration: "3.5" });
    expect(output_text).toBe("Hello. Bye.");
    expect(read).toEqual([
      { start: 0.5, end: null, text: "Hello.", speaker: null, suspect: false },
      { start: null, end: null, text: "Bye.", speaker: null, suspect: false },
    ]);
  });

  test.each<[unknown, string | null]>([
    ["english", "en"],
    ["Haitian Creole", "ht"],
    ["tagalog", "tl"],
    ["yiddish", "yi"],
    ["romanian", "ro"],
    ["pt-BR", "pt"],
    ["klingonese", null],
    [5, null],
  ])("names its language %j, which is %j", async (language, code) => {
    await expect(hearing({ text: "Hello.", language })).resolves.toMatchObject({ language: code });
  });

  test("of newer models has a list of languages", async () => {
    await expect(hearing({ text: "Hallo.", languages: [{ code: "de" }] })).resolves.toMatchObject({
      language: "de",
    });
  });

  test("without a text is an error", async () => {
    server.script({ body: { message: "ok" } });
    const failure = await failureOf(hear(server, { audio, ...atOnce }));
    expect(failure.message).toBe(
      "Transcribe Audio got an answer without a text. Run the step again, or choose another model.",
    );
  });
});

describe("a doubtful transcript", () => {
  test("has segments in which nobody seems to speak", async () => {
    const segments = [
      { text: "Hello.", start: 0, end: 1, no_speech_prob: 0.02 },
      { text: "Thank you for watching!", start: 30, end: 32, no_speech_prob: 0.91 },
    ];
    const heard = await hearing({ text: "Hello. Thank you for watching!", segments });
    expect(heard.segments?.map(({ suspect }) => suspect)).toEqual([false, true]);
    expect(heard.warnings).toContain(
      "1 of 2 segments may be made up: nobody seems to speak in them (suspect).",
    );
  });

  test("is the prompt itself", async () => {
    const { warnings } = await hearing(
      { text: "prismatic, Kubernetes." },
      { prompt: "Prismatic, Kubernetes" },
    );
    expect(warnings).toEqual([
      "The transcript is the prompt itself, as models answer to unclear or silent recordings.",
    ]);
  });

  test("ends long before the recording, or has few words for its length", async () => {
    const segments = [{ text: "Hello.", start: 0, end: 60 }];
    const ended = await hearing({ text: "Hello.", segments, duration: 600 });
    expect(ended.warnings).toEqual([
      "The last words end after 60 s of 10 min: the rest may be silence, or was left out.",
    ]);
    const brief = await hearing({ text: "Hello.", duration: 600 });
    expect(brief.warnings).toEqual([
      "There is only 1 word in 10 min: the rest may be silence, or was left out.",
    ]);
  });
});

describe("a refusal", () => {
  test.each<[string, string, string]>([
    [
      "of the content",
      "Invalid file format. Supported formats: ['flac', 'wav']",
      "It was sent as a WAV file, which its bytes show: its content may be damaged. All models take MP3, M4A and WAV.",
    ],
    [
      "of the container",
      "This model does not support the format you provided.",
      "It was sent as a WAV file, which its bytes show: its content may be damaged. All models take MP3, M4A and WAV.",
    ],
  ])("%s keeps its sentence, and is told what to do", async (_what, sentence, advice) => {
    server.script(refusal(sentence));
    const failure = await failureOf(hear(server, { audio }));
    expect(failure.sentence).toContain(sentence);
    expect(failure.note).toBe(advice);
    expect(server.requests).toHaveLength(1);
  });

  test("of AAC without a container says what to convert it to", async () => {
    server.script(refusal("Unsupported file format m4a", { param: "file" }));
    const failure = await failureOf(hear(server, { audio: Buffer.from("fff150802b7ffc0000", "hex") }));
    expect(failure.note).toBe("It is AAC without a container. Convert it to MP3, M4A or WAV.");
  });

  test("for its size is not tried again, whatever its type", async () => {
    const message = "Maximum content size limit (26214400) exceeded (26306794 bytes read)";
    server.script({
      status: 413,
      body: { error: { message, type: "server_error", param: null, code: null } },
    });
    const failure = await failureOf(hear(server, { audio }));
    expect(failure.sentence).toContain(message);
    expect(server.requests).toHaveLength(1);
  });

  test("with a number as its code is read", async () => {
    const message = "Unsupported language: 'xx'. Must be one of ['af', 'ar']";
    server.script({
      status: 400,
      body: { error: { message, type: "BadRequestError", param: null, code: 400 } },
    });
    const failure = await failureOf(hear(server, { audio, language: "xx" }));
    expect(failure.sentence).toContain(message);
  });

  test("of the times of words leaves the segments", async () => {
    const segments = [{ text: "Hello.", start: 0, end: 1 }];
    server.script(refusal("`timestamp_granularities[]` not supported by this model"), {
      body: { text: "Hello.", segments },
    });
    const { segments: read, words, warnings } = await hear(server, { audio, detail: "words" });
    expect({ read: read?.length, words }).toEqual({ read: 1, words: null });
    expect(warnings).toEqual(["The answer lacks the times of words: the model does not give them."]);
  });

  test("of the text alone is no reason to ask again", async () => {
    server.script(refusal("response_format 'json' is not supported", { param: "response_format" }));
    await failureOf(hear(server, { audio }));
    expect(server.requests).toHaveLength(1);
  });

  test("of a recording that can't be cut says how long its pieces may be", async () => {
    const message =
      "audio duration 1830.530612 seconds is longer than 1400 seconds which is the maximum for this model";
    server.script(refusal(message, { code: "invalid_value" }));
    const ogg = Buffer.from("OggS\0\x02OpusHead", "latin1");
    const failure = await failureOf(hear(server, { audio: ogg }));
    expect(failure.note).toBe(
      "Cut the recording into pieces of 23 min at most, or give it as MP3, or as WAV with PCM, which the step cuts by itself.",
    );
  });
});
