"use strict";
const { printPeak } = require("./peak.cjs");

/*
 * Runs in a fresh process with --expose-gc: transcribes a small recording, which loads what that takes, then a large
 * one, and prints the peak of resident memory. The argument is the connection and the bytes of the large one, as JSON.
 */

const { file, connection, bytes } = JSON.parse(process.argv[2]);
const logger = new Proxy({}, { get: () => () => {} });

const { perform } = require(file).default.actions.transcribeAudio;

/** A WAV file of a sound that never changes. Its pages are written, so that they are resident. */
const wavOf = (length) => {
  const wav = Buffer.alloc(length, 1);
  wav.write("RIFF", 0);
  wav.writeUInt32LE(length - 8, 4);
  wav.write("WAVEfmt \x10\0\0\0\x01\0\x01\0", 8, "latin1");
  wav.writeUInt32LE(16_000, 24);
  wav.writeUInt32LE(32_000, 28);
  wav.write("\x02\0\x10\0data", 32, "latin1");
  wav.writeUInt32LE(length - 44, 40);
  return wav;
};

const transcribe = async (audio) => {
  const step = { connection, model: "bench", audio: { data: audio, contentType: "audio/wav" } };
  const { data } = await perform({ logger }, step);
  if (data.output_text !== String(audio.length)) throw new Error(`${data.output_text} bytes arrived.`);
};

const main = async () => {
  const recording = wavOf(bytes);
  for (let round = 0; round < 20; round += 1) await transcribe(wavOf(100_000));
  await printPeak(() => transcribe(recording));
};

main();
