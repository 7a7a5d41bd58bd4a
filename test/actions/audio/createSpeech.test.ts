import { failureOf } from "../../support/connector";
import { shareEndpoint } from "../../support/hooks";
import { type Api, connectionTo, datedVersion, onlyRequest } from "../support";
import { heardIn, speak } from "./speechSupport";

const endpoint = shareEndpoint({
  deployments: [
    "my-voice",
    "gpt-4o-mini-tts",
    { name: "my-paused", model: "gpt-4o-mini-tts", isPaused: true },
  ],
});
const here = (api: Api = "v1") => connectionTo(endpoint.url, api);

describe("the request", () => {
  test("holds the text and the form's defaults", async () => {
    await speak(here());
    expect(onlyRequest(endpoint).bodyJson).toStrictEqual({
      voice: "alloy",
      response_format: "mp3",
      model: "my-voice",
      input: "Good morning. The ferry leaves at nine.",
    });
  });

  test("holds only what was filled in", async () => {
    await speak(here(), { text: " Hello. ", voice: "", outputFormat: "", speechSettings: { speed: "" } });
    expect(onlyRequest(endpoint).bodyText).toBe('{"voice":"alloy","model":"my-voice","input":"Hello."}');
  });

  test("holds every input", async () => {
    await speak(here(), {
      voice: "Coral",
      outputFormat: "WAV",
      speechSettings: {
        instructions: "Whisper.",
        speed: "1.5",
        extraParameters: '{"stream_format": "audio"}',
      },
    });
    expect(onlyRequest(endpoint).bodyJson).toMatchObject({
      voice: "coral",
      response_format: "wav",
      instructions: "Whisper.",
      speed: 1.5,
      stream_format: "audio",
    });
  });

  test.each([
    ["voice_Ab12", { id: "voice_Ab12" }],
    ["en-US-Aria", "en-US-Aria"],
  ])("names the voice %s of the customer's own", async (voice, sent) => {
    await speak(here(), { voice }).catch(() => undefined);
    expect(onlyRequest(endpoint).bodyJson).toMatchObject({ voice: sent });
  });

  test.each<[Api, unknown, string, Record<string, string>]>([
    ["v1", undefined, "/openai/v1/audio/speech", { "api-version": "preview" }],
    ["v1", "v1", "/openai/v1/audio/speech", {}],
    ["dated", undefined, "/openai/deployments/my-voice/audio/speech", { "api-version": datedVersion }],
    ["openai", undefined, "/v1/audio/speech", {}],
  ])("goes to the right address: %s, API Version %s", async (api, apiVersion, path, query) => {
    await speak(here(api), { apiVersion, ...(api === "openai" && { model: "gpt-4o-mini-tts" }) });
    const request = onlyRequest(endpoint);
    expect({ path: request.path, query: request.query }).toEqual({ path, query });
  });
});

test.each([
  [{ voice: "nobody" }, /Input should be 'alloy'.* Check the value of Voice\.$/],
  [
    { speechSettings: { extraParameters: '{"speed": 9}' } },
    /less than or equal to 4.* Check the value of Speed\.$/,
  ],
  [
    { speechSettings: { extraParameters: '{"response_format": "midi"}' } },
    /Input should be 'mp3'.* Check the value of Output Format\.$/,
  ],
])("a refusal of the service names the input: %j", async (params, words) => {
  expect((await failureOf(speak(here(), params))).message).toMatch(words);
});

describe("the output", () => {
  test("is the sound as a file, with what is known of it", async () => {
    const { audio, ...rest } = await speak(here());
    expect(audio).toMatchObject({ contentType: "audio/mpeg", fileName: "speech.mp3" });
    expect(rest).toMatchObject({
      characters: 39,
      parts: 1,
      tokens: null,
      cost: null,
      warnings: [],
      usageRecord: { calls: 1, models: ["my-voice"] },
    });
    expect(rest.durationSeconds).toBeCloseTo(2.04, 1);
    expect(rest).not.toHaveProperty("fallback");
  });

  test("is a WAV file with its true sizes, which the service does not know", async () => {
    const { audio, durationSeconds } = await speak(here(), { outputFormat: "wav" });
    const { data } = audio;
    expect([data.readUInt32LE(4), data.readUInt32LE(40)]).toEqual([data.length - 8, data.length - 44]);
    expect(heardIn(data)).toBe("Good morning. The ferry leaves at nine.");
    expect(durationSeconds).toBeCloseTo((data.length - 44) / 48_000, 3);
  });

  test.each([
    ["opus", "audio/ogg", "speech.ogg"],
    ["aac", "audio/aac", "speech.aac"],
    ["flac", "audio/flac", "speech.flac"],
    ["pcm", "audio/pcm", "speech.pcm"],
  ])("is a file of %s, and as long as the same in WAV", async (outputFormat, contentType, fileName) => {
    const { audio, durationSeconds } = await speak(here(), { outputFormat });
    expect(audio).toMatchObject({ contentType, fileName });
    expect(durationSeconds).toBeCloseTo(2.02, 1);
  });

  test("says which deployment answered where the first could not", async () => {
    const { fallback, usageRecord } = await speak(here(), {
      model: "my-paused",
      fallbackModels: ["my-voice"],
    });
    expect(fallback?.answeredBy.deployment).toBe("my-voice");
    expect(usageRecord.models).toEqual(["my-voice"]);
  });
});
