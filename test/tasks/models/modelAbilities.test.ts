import { mayServe, modelAbilities, type Purpose } from "../../../src/tasks/models/modelAbilities";
import { readServiceModel } from "../../../src/tasks/models/readModel";

describe("what a model can do", () => {
  test.each<[string, Record<string, unknown>, string[]]>([
    ["gpt-5.4", { chat_completion: true, completion: false, embeddings: false, fine_tune: false }, ["chat"]],
    ["gpt-4.1", { chat_completion: true, fine_tune: true }, ["chat", "fine-tuning"]],
    ["gpt-4.1", { chat_completion: "true", fine_tune: "false" }, ["chat"]],
    ["davinci-002", { completion: true }, ["completion"]],
    ["text-embedding-3-large", { embeddings: true }, ["embeddings"]],
    ["my-own-name", { chat_completion: true }, ["chat"]],
    ["gpt-image-2", { chat_completion: false, inference: true }, ["images"]],
    ["gpt-image-2", { inference: true, fine_tune: true }, ["images", "fine-tuning"]],
    ["whisper", { inference: true }, ["transcription"]],
    ["unknown-model", { inference: true }, []],
    [
      "gpt-5.4",
      { chatCompletion: "true", responses: "true", maxContextToken: "128000" },
      ["chat", "responses"],
    ],
    ["Llama-3.3-70B-Instruct", { chatCompletion: "true" }, ["chat"]],
    ["dall-e-3", { imageGenerations: "true" }, ["images"]],
    ["whisper", { audio: "true" }, ["transcription", "audio"]],
    ["gpt-realtime", { realtime: "true", chatCompletion: "false" }, ["realtime audio"]],
    ["gpt-4o-transcribe", { realtime: "true" }, ["transcription", "realtime audio"]],
    ["gpt-realtime-2", { chat_completion: "false", completion: "false" }, ["realtime audio"]],
    ["gpt-image-2", {}, ["images"]],
  ])(
    "is told by the service's flags, and by the name where there is no flag: %s %j",
    (id, capabilities, abilities) => {
      expect(modelAbilities({ id, capabilities })).toEqual(abilities);
    },
  );

  test.each([
    ["gpt-5.4", ["chat"]],
    ["o4-mini", ["chat"]],
    ["chatgpt-image-latest", ["images"]],
    ["ft:gpt-4.1:my-org::abc", ["chat"]],
    ["gpt-image-2", ["images"]],
    ["dall-e-3", ["images"]],
    ["text-embedding-3-small", ["embeddings"]],
    ["gpt-transcribe", ["transcription"]],
    ["gpt-4o-transcribe", ["transcription"]],
    ["whisper-1", ["transcription"]],
    ["tts-1-hd", ["speech"]],
    ["gpt-4o-mini-tts", ["speech"]],
    ["gpt-realtime-2", ["realtime audio"]],
    ["gpt-realtime-whisper", ["realtime audio"]],
    ["gpt-audio-mini", ["audio chat"]],
    ["gpt-4o-audio-preview", ["audio chat"]],
    ["omni-moderation-latest", ["moderation"]],
    ["sora-2", ["video"]],
    ["gpt-3.5-turbo-instruct", ["completion"]],
    ["babbage-002", ["completion"]],
    ["Cohere-embed-v3-english", ["embeddings"]],
    ["FLUX.1-Kontext-pro", ["images"]],
    ["Llama-3.3-70B-Instruct", []],
    ["something-new", []],
  ])("is told by the name where the service sends no flags: %s", (id, abilities) => {
    expect(modelAbilities({ id })).toEqual(abilities);
  });
});

describe("a model is offered", () => {
  test.each<[string, Record<string, unknown> | undefined, Purpose[]]>([
    ["gpt-5.4", { chatCompletion: "true" }, ["chat"]],
    ["gpt-5.4", undefined, ["chat"]],
    ["gpt-5-codex", { responses: "true" }, ["chat"]],
    ["gpt-4.1", { chat_completion: "true", fine_tune: "true" }, ["chat"]],
    ["text-embedding-3-large", { embeddings: "true" }, ["embeddings"]],
    ["gpt-image-2", {}, ["image"]],
    ["gpt-image-2", { fine_tune: true }, ["image"]],
    ["gpt-transcribe", { realtime: "true" }, ["audio"]],
    ["gpt-4o-mini-tts", undefined, ["audio"]],
    ["gpt-audio", undefined, ["chat", "audio"]],
    ["gpt-realtime-2", { realtime: "true" }, []],
    ["sora-2", undefined, []],
    ["davinci-002", { completion: true }, []],
    ["something-new", undefined, ["chat", "embeddings", "image", "audio"]],
    ["something-new", { fine_tune: true }, ["chat", "embeddings", "image", "audio"]],
    ["", undefined, ["chat", "embeddings", "image", "audio"]],
  ])("for what it does, and for anything when that is not known: %s %j", (id, capabilities, expected) => {
    const purposes: Purpose[] = ["chat", "embeddings", "image", "audio"];
    expect(purposes.filter((purpose) => mayServe(purpose, { id, capabilities }))).toEqual(expected);
  });
});

describe("a model of the service's list", () => {
  const nowMs = Date.parse("2026-11-21T09:00:00Z");
  const isRetired = (more: object) => readServiceModel({ id: "x", ...more }, nowMs)?.retirement.isRetired;

  test.each<[string, object, boolean]>([
    ["no date", {}, false],
    ["a date of something else", { deprecation: {} }, false],
    ["a date to come", { deprecation: { inference: nowMs / 1000 + 1 } }, false],
    ["a date that is now", { deprecation: { inference: nowMs / 1000 } }, true],
    ["a date gone by", { deprecation: { inference: nowMs / 1000 - 1 } }, true],
    ["a day gone by", { shutdown_date: "2026-11-20" }, true],
    ["a day to come", { shutdown_date: "2026-12-20" }, false],
    ["a date that is none", { deprecation: { inference: {} }, shutdown_date: "soon" }, false],
  ])("with %s is retired: %p, %p", (_what, more, expected) => {
    expect(isRetired(more)).toBe(expected);
  });
});
