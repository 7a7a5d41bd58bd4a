import { describe, expect, test } from "@jest/globals";
import { startLocalEndpoint } from "../../../local/endpoint";
import { textInTones } from "../../../local/endpoint/models/audio/toneCode";
import { hearMp3 } from "../../../local/endpoint/models/audio/toneMp3";
import { readWav } from "../../../local/endpoint/models/audio/wavFile";
import { shareStarted } from "../../support/hooks";
import { call } from "./support";

const endpoint = shareStarted(() => startLocalEndpoint());

const path = "/openai/v1/audio/speech?api-version=preview";
const text = "Good morning. The ferry leaves at nine.";
const body = { model: "my-voice", input: text, voice: "alloy" };

const speak = async (fields: Record<string, unknown> = {}): Promise<Buffer> => {
  const response = await fetch(`${endpoint.url}${path}`, {
    method: "POST",
    headers: { "api-key": endpoint.apiKey, "content-type": "application/json" },
    body: JSON.stringify({ ...body, ...fields }),
  });
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
};

describe("speech", () => {
  test("is a WAV file that says the text, and does not know its own length", async () => {
    const file = await speak({ response_format: "wav" });
    expect([file.readUInt32LE(4), file.readUInt32LE(40)]).toEqual([0xffff_ffff, 0xffff_ffff]);
    const sound = readWav(file);
    expect(sound && textInTones(sound.samples, sound.sampleRate)).toBe(text);
  });

  test("is an MP3 unless another format is asked for, with a tag and a frame of information", async () => {
    const heard = hearMp3(await speak());
    expect(heard).toMatchObject({ text, extras: 2 });
    expect(heard?.frames).toBeGreaterThan(60);
  });

  test("is longer where it is slow", async () => {
    const usual = await speak({ response_format: "pcm" });
    const slow = await speak({ response_format: "pcm", speed: 0.5 });
    expect(slow.length).toBe(2 * usual.length);
  });

  test.each([
    ["opus", "OggS"],
    ["flac", "fLaC"],
    ["aac", "\xff\xf1"],
  ])("has the first bytes of %s", async (format, start) => {
    expect((await speak({ response_format: format })).toString("latin1", 0, start.length)).toBe(start);
  });

  test.each([
    [{ input: "a".repeat(4097) }, "'input'), 'msg': 'String should have at most 4096 characters'"],
    [{ input: " " }, "String should have at least 1 character"],
    [{ voice: "nobody" }, "Input should be 'alloy', 'echo'"],
    [{ voice: "marin" }, "'coral', 'sage' or 'verse'"],
    [{ response_format: "midi" }, "'loc': ('body', 'response_format')"],
    [{ speed: 5 }, "less than or equal to 4"],
    [{ speed: 0.1 }, "greater than or equal to 0.25"],
    [{ speed: "1" }, "Input should be a valid number"],
    [{ instructions: "a".repeat(4097) }, "'instructions'), 'msg': 'String should have at most"],
    [{ input: 7 }, "Field required"],
  ])("is refused for %j as the service words it", async (fields, words) => {
    const { status, body: refusal } = await call(endpoint, path, { ...body, ...fields });
    expect([status, refusal.error.type, refusal.error.param, refusal.error.code]).toEqual([
      400,
      "invalid_request_error",
      null,
      null,
    ]);
    expect(refusal.error.message).toContain(words);
  });

  test("takes a voice of the customer's own, and OpenAI's newer ones there", async () => {
    await speak({ voice: { id: "voice_1234" } });
    const { status } = await call(endpoint, "/v1/audio/speech", {
      ...body,
      model: "gpt-4o-mini-tts",
      voice: "marin",
    });
    expect(status).toBe(200);
  });

  test("is refused by a model that writes, and for a forbidden text", async () => {
    const chat = await call(endpoint, path, { ...body, model: "gpt-5.4" });
    expect(chat.body.error.code).toBe("OperationNotSupported");
    const forbidden = await call(endpoint, path, { ...body, input: "forbidden-content" });
    expect(forbidden.body.error.code).toBe("content_filter");
  });
});
