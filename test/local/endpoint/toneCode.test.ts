import { describe, expect, it } from "@jest/globals";
import {
  hearTones,
  sayInTones,
  textInTones,
  toneSampleRate,
} from "../../../local/endpoint/models/audio/toneCode";
import { readWav, wavOf } from "../../../local/endpoint/models/audio/wavFile";
import { seededRandom } from "../../../local/endpoint/server/seededRandom";

const text = "Hello there! How are you?\nGrüße aus 東京。 次の文。 42,5 % is the end";
const heard = text.replace("\n", " ");

const silence = (seconds: number, rate = toneSampleRate) => new Int16Array(Math.round(seconds * rate));

const joined = (...parts: Int16Array[]): Int16Array => Int16Array.from(parts.flatMap((part) => [...part]));

describe("the tone code", () => {
  it.each([8_000, 16_000, 24_000, 44_100, 48_000])("is understood at %i samples a second", (rate) => {
    expect(textInTones(sayInTones(text, rate), rate)).toBe(heard);
  });

  it("is understood with silence at its ends, cut off or added", () => {
    const samples = sayInTones(text);
    const edge = toneSampleRate / 10;
    expect(textInTones(samples.subarray(edge, samples.length - edge))).toBe(heard);
    expect(textInTones(joined(silence(0.1), samples, silence(0.1)))).toBe(heard);
  });

  it("is understood in pieces that were cut in a silence", () => {
    const samples = sayInTones(text);
    const [, second] = hearTones(samples);
    const cut = Math.round(((second?.startSeconds ?? 0) - 0.15) * toneSampleRate);
    expect(textInTones(samples.subarray(0, cut))).toBe("Hello there!");
    expect(`Hello there! ${textInTones(samples.subarray(cut))}`).toBe(heard);
  });

  it("is understood through some noise", () => {
    const random = seededRandom(7);
    const noisy = sayInTones(text).map((sample) => sample + Math.round(300 * (random() - 0.5)));
    expect(textInTones(noisy)).toBe(heard);
  });

  it("says where each sentence stands, at 25 bytes a second", () => {
    const [first, second] = hearTones(sayInTones("Hello there! Bye."));
    expect(first).toEqual({ text: "Hello there!", startSeconds: 0.1, endSeconds: expect.closeTo(0.58, 2) });
    expect(second?.startSeconds).toBeCloseTo(0.88, 2);
  });

  it("is silence for a text without words", () => {
    expect(textInTones(sayInTones(" \n "))).toBe("");
  });

  it.each([true, false])("stands in a WAV file whose sizes are unknown: %s", (isStreamed) => {
    const sound = readWav(wavOf(sayInTones(text), toneSampleRate, isStreamed));
    expect(sound).toMatchObject({ sampleRate: toneSampleRate, channels: 1 });
    expect(sound && textInTones(sound.samples, sound.sampleRate)).toBe(heard);
  });

  it("does not read other files as WAV", () => {
    expect(readWav(Buffer.from("RIFF1234WEBPVP8 "))).toBeUndefined();
    expect(readWav(wavOf(sayInTones("a"), toneSampleRate).subarray(0, 30))).toBeUndefined();
  });
});
