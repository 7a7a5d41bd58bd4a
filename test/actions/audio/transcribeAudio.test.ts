import { recordingOf } from "../../../local/endpoint";
import { parseMultipart } from "../../../local/endpoint/server/parseMultipart";
import type { RecordedRequest } from "../../../local/endpoint/server/recordedRequest";
import { failureOf } from "../../support/connector";
import { useEndpoint, useShortWaits } from "../../support/hooks";
import { apis, onlyRequest } from "../support";
import { hear } from "./transcribing";

const endpoint = useEndpoint();
const limited = useEndpoint({ deployments: ["whisper"] });
useShortWaits();

const said = "Hello. Your order is on its way.";
const audio = { data: recordingOf(said), contentType: "text/plain", fileName: "call.opus" };

const partsOf = ({ headers, bodyText }: RecordedRequest) =>
  parseMultipart(headers["content-type"] ?? "", Buffer.from(bodyText, "latin1")) ?? [];

const fieldsOf = (request: RecordedRequest): string[] =>
  partsOf(request)
    .filter(({ fileName }) => fileName === undefined)
    .map(({ name, bytes }) => `${name}=${bytes.toString("utf8", 0, 40)}`);

describe("the text", () => {
  test.each(apis)("is what the recording says: %s", async (api) => {
    await expect(hear(endpoint, { audio }, { api })).resolves.toMatchObject({
      output_text: said,
      segments: null,
      words: null,
      speakers: null,
      subtitles: null,
      fileName: "call.opus",
      missing: [],
      warning: null,
      answers: [{ text: said }],
    });
    expect(fieldsOf(onlyRequest(endpoint))).toEqual(["model=whisper", "response_format=json"]);
  });

  test("is that of a file of an earlier step, of base64 and of a data URL alike", async () => {
    const base64 = audio.data.toString("base64");
    for (const given of [audio.data, base64, `data:audio/wav;base64,${base64}`, { data: base64 }])
      await expect(hear(endpoint, { audio: given })).resolves.toMatchObject({ output_text: said });
  });

  test("is empty where nobody speaks, which is told", async () => {
    const silence = recordingOf("");
    const { output_text, warnings } = await hear(endpoint, { audio: silence, model: "gpt-transcribe" });
    expect(output_text).toBe("");
    expect(warnings).toEqual(["No words were heard in the recording."]);
  });

  test("has the tokens of models that count them", async () => {
    const { tokens } = await hear(endpoint, { audio, model: "gpt-transcribe" });
    expect(tokens).toMatchObject({ input: expect.any(Number), audio: expect.any(Number) });
  });

  test("goes to the path of the deployment with a dated version, and to the preview of v1", async () => {
    await hear(endpoint, { audio }, { api: "dated" });
    expect(onlyRequest(endpoint).path).toBe("/openai/deployments/whisper/audio/transcriptions");
  });

  test("comes from a fallback, which is sent the whole file again", async () => {
    const chosen = { audio, model: "my-none", fallbackModels: ["whisper"] };
    const { output_text } = await hear(limited, chosen);
    expect(output_text).toBe(said);
    const files = limited.requests.map((request) => partsOf(request).find(({ name }) => name === "file"));
    expect(files.every((file) => file?.bytes.equals(audio.data))).toBe(true);
    expect(limited.requests.at(-1)?.path).toContain("/audio/transcriptions");
  });

  test("keeps to a budget, and sends nothing that is over it", async () => {
    const failure = await failureOf(hear(endpoint, { audio, budget: { tokensPerRun: "100" } }));
    expect(failure.reason).toBe("budget");
    expect(endpoint.requests).toHaveLength(0);
  });

  test("counts the length of a recording for the budget", async () => {
    const long = { data: recordingOf("a".repeat(2000)) };
    const failure = await failureOf(hear(endpoint, { audio: long, budget: { tokensPerRun: "5000" } }));
    expect(failure.reason).toBe("budget");
    await expect(hear(endpoint, { audio, budget: { tokensPerRun: "5000" } })).resolves.toBeDefined();
  });
});

describe("the file", () => {
  test("is named by its bytes, whatever the step called it", async () => {
    await hear(endpoint, { audio });
    const file = partsOf(onlyRequest(endpoint)).find(({ name }) => name === "file");
    expect(file?.fileName).toBe("audio.wav");
    expect(file?.bytes.equals(audio.data)).toBe(true);
    expect(onlyRequest(endpoint).bodyText).toContain("Content-Type: audio/wav");
  });
});

describe("the settings", () => {
  test("go with the request, the language as its base", async () => {
    await hear(endpoint, {
      audio,
      language: "en-US",
      prompt: "Prismatic",
      audioSettings: { temperature: "0", fileName: "mine.wav", extraParameters: '{"include": ["logprobs"]}' },
      recognition: { keywords: ["order", "way"], chunking: "true" },
    });
    expect(fieldsOf(onlyRequest(endpoint)).slice(1)).toEqual([
      "language=en",
      "prompt=Prismatic",
      "response_format=json",
      "temperature=0",
      "keywords[]=order",
      "keywords[]=way",
      "chunking_strategy=auto",
      "include[]=logprobs",
    ]);
  });

  test.each([["english"], ["en_"], ["1"]])("refuse the language %s", async (language) => {
    const failure = await failureOf(hear(endpoint, { audio, language }));
    expect(failure.message).toBe(
      `Language: "${language}" is not accepted. Enter a code of two letters, such as en or de.`,
    );
  });
});

describe("times", () => {
  test("come as segments", async () => {
    const { segments, language, durationSeconds } = await hear(endpoint, { audio, detail: "segments" });
    expect(segments?.map(({ text }) => text)).toEqual(["Hello.", "Your order is on its way."]);
    expect(segments?.[0]).toMatchObject({ start: 0.1, speaker: null, suspect: false });
    expect(language).toBe("en");
    expect(durationSeconds).toBeCloseTo(1.74, 1);
  });

  test("come for words and segments", async () => {
    const { words, segments } = await hear(endpoint, { audio, detail: "words" });
    expect(words?.map(({ word }) => word)).toEqual(["Hello", "Your", "order", "is", "on", "its", "way"]);
    expect(segments).toHaveLength(2);
    expect(fieldsOf(onlyRequest(endpoint))).toContain("timestamp_granularities[]=word");
  });

  test("are left out for models without them, which are asked once more and told", async () => {
    const { output_text, segments, warnings } = await hear(endpoint, {
      audio,
      model: "gpt-4o-transcribe",
      detail: "words",
    });
    expect({ output_text, segments }).toEqual({ output_text: said, segments: null });
    expect(warnings).toEqual(["The answer lacks times and segments: the model gives the text alone."]);
    expect(endpoint.requests).toHaveLength(2);
  });
});

describe("speakers", () => {
  const dialog = recordingOf("A: Hello. B: Your order is on its way. A: Thank you.");
  const diarizing = { audio: dialog, model: "gpt-4o-transcribe-diarize" };
  const sample = recordingOf("This is how the agent speaks. It takes three seconds.");
  const knownSpeakers = [{ key: "agent", value: sample }];

  test("are told apart, and how long each speaks", async () => {
    const { segments, speakers } = await hear(endpoint, { ...diarizing, detail: "speakers" });
    expect(segments?.map(({ speaker, text }) => `${speaker} ${text}`)).toEqual([
      "A Hello.",
      "B Your order is on its way.",
      "A Thank you.",
    ]);
    expect(speakers?.map(({ name }) => name)).toEqual(["A", "B"]);
    expect(fieldsOf(onlyRequest(endpoint))).toContain("chunking_strategy=auto");
  });

  test("may be known by a recording", async () => {
    await hear(endpoint, { ...diarizing, detail: "speakers", recognition: { knownSpeakers } });
    expect(fieldsOf(onlyRequest(endpoint))).toEqual(
      expect.arrayContaining(
        ["known_speaker_names[]=agent", "known_speaker_references[]=data:audio/wav;base64,UklGRg"].map(
          (text) => expect.stringContaining(text.slice(0, 40)),
        ),
      ),
    );
  });

  test("are left out for models without them", async () => {
    const { output_text, warnings } = await hear(endpoint, { audio, detail: "speakers" });
    expect(output_text).toBe(said);
    expect(warnings).toEqual([
      "The answer lacks speakers and times: the model does not tell speakers apart.",
    ]);
  });

  test("are asked for with a way to divide the recording, which a long one needs for its text too", async () => {
    const long = recordingOf("Hello. ".repeat(60));
    const { output_text } = await hear(endpoint, { ...diarizing, audio: long });
    expect(output_text).toMatch(/^Hello\. Hello\./);
    expect(endpoint.requests).toHaveLength(2);
  });

  test.each<[string, Record<string, unknown>, string]>([
    [
      "a prompt",
      { detail: "speakers", prompt: "A" },
      "Prompt: it is filled in, but models that tell speakers apart take none. Leave it empty.",
    ],
    [
      "known speakers without speakers",
      { recognition: { knownSpeakers } },
      "Known Speakers: it is filled in, but Detail is not Speakers. Choose that, or leave it empty.",
    ],
    [
      "a sample that is too short",
      { detail: "speakers", recognition: { knownSpeakers: [{ key: "agent", value: recordingOf("Hi.") }] } },
      "Known Speakers: agent: it lasts 0.3 s. Give a recording of 2 to 10 seconds.",
    ],
    [
      "a sample that is a text",
      { detail: "speakers", recognition: { knownSpeakers: [{ key: "agent", value: "Hi!" }] } },
      'Known Speakers: agent: "Hi!" is not accepted. Accepted is a recording of an earlier step, its base64 text, or a data URL.',
    ],
    [
      "too many",
      {
        detail: "speakers",
        recognition: { knownSpeakers: [1, 2, 3, 4, 5].map((key) => ({ key: `s${key}`, value: sample })) },
      },
      "Known Speakers: there are 5. Give 4 at most.",
    ],
  ])("refuse %s", async (_what, params, message) => {
    const failure = await failureOf(hear(endpoint, { ...diarizing, ...params }));
    expect(failure.message).toBe(message);
    expect(endpoint.requests).toHaveLength(0);
  });
});

describe("subtitles", () => {
  test("come as a file, with times that are asked for", async () => {
    const { subtitles, segments } = await hear(endpoint, { audio, subtitles: "srt" });
    expect(subtitles).toMatchObject({ contentType: "application/x-subrip", fileName: "call.srt" });
    expect(subtitles?.data.toString()).toMatch(
      /^1\n00:00:00,100 --> 00:00:00,\d{3}\nHello\.\n\n2\n.*\nYour order is on its way\.\n$/,
    );
    expect(segments).toHaveLength(2);
  });

  test("are not there without times, which is told", async () => {
    const { subtitles, warnings } = await hear(endpoint, {
      audio,
      model: "gpt-transcribe",
      subtitles: "vtt",
    });
    expect(subtitles).toBeNull();
    expect(warnings).toContain("There are no subtitles: the answer has no times to make them from.");
  });
});

describe("Translate Audio", () => {
  const german = recordingOf("Hallo. Ihre Bestellung ist unterwegs.");

  test("gives English, with segments and subtitles", async () => {
    const params = { audio: german, detail: "segments", subtitles: "vtt" };
    const heard = await hear(endpoint, params, { action: "translateAudio" });
    expect(heard.output_text).toBe("Hello. Your Order is unterwegs.");
    expect(heard.subtitles?.data.toString()).toMatch(/^WEBVTT\n\n/);
    expect(onlyRequest(endpoint).path).toBe("/openai/v1/audio/translations");
  });

  test("keeps the refusal of models that don't translate", async () => {
    const failure = await failureOf(
      hear(endpoint, { audio: german, model: "gpt-transcribe" }, { action: "translateAudio" }),
    );
    expect(failure.message).toContain("is not supported for translation");
  });
});
