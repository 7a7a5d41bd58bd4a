/** What stands in a WAV file with 16-bit samples. */
interface WavSound {
  /** Of the first channel. */
  samples: Int16Array;
  sampleRate: number;
  channels: number;
}

const headBytes = 44;
/** What a file that is sent while it is made says of its length. */
const unknownSize = 0xffff_ffff;

/** The bytes of 16-bit samples, lowest byte first. */
export const pcmOf = (samples: Int16Array): Buffer =>
  Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);

/**
 * A WAV file of 16-bit samples of one channel.
 * @param isStreamed - true for sizes of 0xFFFFFFFF, as the service writes them
 */
export const wavOf = (samples: Int16Array, sampleRate: number, isStreamed = false): Buffer => {
  const sound = pcmOf(samples);
  const head = Buffer.alloc(headBytes);
  head.write("RIFF", 0, "latin1");
  head.writeUInt32LE(isStreamed ? unknownSize : headBytes - 8 + sound.length, 4);
  head.write("WAVEfmt ", 8, "latin1");
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(sampleRate, 24);
  head.writeUInt32LE(sampleRate * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write("data", 36, "latin1");
  head.writeUInt32LE(isStreamed ? unknownSize : sound.length, 40);
  return Buffer.concat([head, sound]);
};

const samplesIn = (sound: Buffer, channels: number): Int16Array =>
  Int16Array.from({ length: Math.floor(sound.length / (2 * channels)) }, (_, index) =>
    sound.readInt16LE(index * 2 * channels),
  );

/** Reads a WAV file of 16-bit PCM; undefined for any other file, and for one whose parts are cut off. */
export const readWav = (file: Buffer): WavSound | undefined => {
  if (file.toString("latin1", 0, 4) !== "RIFF" || file.toString("latin1", 8, 12) !== "WAVE") return undefined;
  let format: Omit<WavSound, "samples"> | undefined;
  for (let at = 12; at + 8 <= file.length; ) {
    const name = file.toString("latin1", at, at + 4);
    const size = file.readUInt32LE(at + 4);
    const body = file.subarray(at + 8, at + 8 + size);
    if (name === "data") return format && { ...format, samples: samplesIn(body, format.channels) };
    if (name === "fmt ") {
      if (body.length < 16 || body.readUInt16LE(0) !== 1 || body.readUInt16LE(14) !== 16) return undefined;
      format = { channels: Math.max(1, body.readUInt16LE(2)), sampleRate: body.readUInt32LE(4) };
    }
    at += 8 + size + (size % 2);
  }
  return undefined;
};
