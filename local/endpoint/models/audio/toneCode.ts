/** Samples of a second, of speech that the endpoint makes: what the service's PCM has. */
export const toneSampleRate = 24_000;

/** Length of the sound of one byte, in ms: 25 in a second, as fast as a hasty speaker. */
const byteMs = 40;
/** Silence between two sentences, in ms. */
const pauseMs = 300;
/** Silence before and after the whole, in ms. */
const edgeMs = 100;
/** Silence that ends a sentence, in ms. */
const gapMs = 60;

/** The upper half of a byte is one of 16 low tones, its lower half one of 16 high ones: below 4 kHz for any rate. */
const lowTones = Array.from({ length: 16 }, (_, index) => 600 + 100 * index);
const highTones = Array.from({ length: 16 }, (_, index) => 2_300 + 100 * index);
/** Unequal, so that the two never cancel each other. */
const lowVolume = 11_000;
const highVolume = 7_000;
/** The loudest sample that still counts as silence. */
const quietest = 400;

/** A sentence that was heard, and where in the recording. */
export interface HeardSentence {
  text: string;
  startSeconds: number;
  endSeconds: number;
}

const samplesOf = (ms: number, sampleRate: number): number => Math.round((ms * sampleRate) / 1000);

/** The sound of one byte. */
const byteSound = (byte: number, sampleRate: number): Int16Array => {
  const low = (2 * Math.PI * (lowTones[byte >> 4] ?? 0)) / sampleRate;
  const high = (2 * Math.PI * (highTones[byte & 15] ?? 0)) / sampleRate;
  return Int16Array.from({ length: samplesOf(byteMs, sampleRate) }, (_, at) =>
    // Begins loud, so that the first sample shows where a sentence starts.
    Math.round(lowVolume * Math.cos(low * at) + highVolume * Math.cos(high * at)),
  );
};

/** The sentences of a text; what is blank between them is a pause. */
const sentencesOf = (text: string): string[] =>
  text
    .split(/(?<=[.!?。！？])\s+|\s*\n\s*/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== "");

/**
 * Says a text in tones, which `hearTones` understands: 16-bit samples of one channel. A pause stands between sentences,
 * and a shorter one before and after the whole.
 */
export const sayInTones = (text: string, sampleRate = toneSampleRate): Int16Array => {
  const sentences = sentencesOf(text).map((sentence) => Buffer.from(sentence, "utf8"));
  const byteLength = samplesOf(byteMs, sampleRate);
  const pause = samplesOf(pauseMs, sampleRate);
  const edge = samplesOf(edgeMs, sampleRate);
  const spoken = sentences.reduce((sum, bytes) => sum + bytes.length * byteLength, 0);
  const samples = new Int16Array(2 * edge + spoken + Math.max(0, sentences.length - 1) * pause);
  const sounds = new Map<number, Int16Array>();
  let at = edge;
  for (const bytes of sentences) {
    for (const byte of bytes) {
      const sound = sounds.get(byte) ?? byteSound(byte, sampleRate);
      sounds.set(byte, sound);
      samples.set(sound, at);
      at += byteLength;
    }
    at += pause;
  }
  return samples;
};

/** Power of one tone in a window of samples (Goertzel). */
const powerOf = (samples: Int16Array, from: number, to: number, tone: number, sampleRate: number): number => {
  const factor = 2 * Math.cos((2 * Math.PI * tone) / sampleRate);
  let last = 0;
  let beforeLast = 0;
  for (let at = from; at < to; at++) {
    const next = (samples[at] ?? 0) + factor * last - beforeLast;
    beforeLast = last;
    last = next;
  }
  return last * last + beforeLast * beforeLast - factor * last * beforeLast;
};

const loudest = (powers: number[]): number => powers.indexOf(Math.max(...powers));

/** The byte whose sound starts here, read from the middle half of it. */
const byteAt = (samples: Int16Array, start: number, sampleRate: number): number => {
  const length = samplesOf(byteMs, sampleRate);
  const from = start + Math.round(length / 4);
  const to = from + Math.round(length / 2);
  const half = (tones: readonly number[]) =>
    loudest(tones.map((tone) => powerOf(samples, from, to, tone, sampleRate)));
  return (half(lowTones) << 4) | half(highTones);
};

/** Where sound stands between silences, as pairs of sample numbers. */
const soundsIn = (samples: Int16Array, sampleRate: number): Array<[start: number, end: number]> => {
  const gap = samplesOf(gapMs, sampleRate);
  const sounds: Array<[number, number]> = [];
  let start = -1;
  let end = -1;
  for (let at = 0; at < samples.length; at++) {
    if (Math.abs(samples[at] ?? 0) <= quietest) continue;
    if (start >= 0 && at - end > gap) {
      sounds.push([start, end]);
      start = -1;
    }
    if (start < 0) start = at;
    end = at + 1;
  }
  return start < 0 ? sounds : [...sounds, [start, end]];
};

/**
 * The sentences that were said in tones, with their times. Silences may be longer or shorter than they were, and a
 * recording may be cut at any of them; sound of another kind is heard as text without sense.
 */
export const hearTones = (samples: Int16Array, sampleRate = toneSampleRate): HeardSentence[] => {
  const length = samplesOf(byteMs, sampleRate);
  return soundsIn(samples, sampleRate).map(([start, end]) => {
    const count = Math.round((end - start) / length);
    const bytes = Uint8Array.from({ length: count }, (_, index) =>
      byteAt(samples, start + index * length, sampleRate),
    );
    return {
      text: Buffer.from(bytes).toString("utf8"),
      startSeconds: start / sampleRate,
      endSeconds: end / sampleRate,
    };
  });
};

/** The text of what was said in tones: its sentences with a blank between them. */
export const textInTones = (samples: Int16Array, sampleRate = toneSampleRate): string =>
  hearTones(samples, sampleRate)
    .map(({ text }) => text)
    .join(" ");
