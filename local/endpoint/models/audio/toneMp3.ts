/** Frames of MPEG-2 Layer III, 64 kbit/s, 24 kHz, one channel: each is 192 bytes and 24 ms long. */
const frameHeader = Buffer.from([0xff, 0xf3, 0x84, 0xc4]);
const frameBytes = 192;
const frameMs = 24;
/** What the decoder needs of a silent frame: zeros. */
const sideInfoBytes = 9;
const bodyStart = frameHeader.length + sideInfoBytes;
const bodyBytes = frameBytes - bodyStart;

const frameOf = (body: Buffer): Buffer => {
  const frame = Buffer.alloc(frameBytes);
  frameHeader.copy(frame);
  body.copy(frame, bodyStart);
  return frame;
};

/** The frame that encoders write first: how many frames and bytes follow, for players. */
const infoFrame = (frames: number): Buffer => {
  const body = Buffer.alloc(16);
  body.write("Info", 0, "latin1");
  body.writeUInt32BE(3, 4);
  body.writeUInt32BE(frames, 8);
  body.writeUInt32BE((frames + 1) * frameBytes, 12);
  return frameOf(body);
};

/** A tag with the name of the encoder, as encoders write it in front. */
const tag = Buffer.concat([
  Buffer.from("ID3\x04\0\0\0\0\0\x0d", "latin1"),
  Buffer.from("TSSE\0\0\0\x03\0\0\x03LE", "latin1"),
]);

/**
 * An MP3 that lasts so long: silence, whose frames hold the text where decoders look for nothing. A tag and a frame of
 * information stand in front.
 */
export const mp3Of = (text: string, durationMs: number): Buffer => {
  const bytes = Buffer.from(text, "utf8");
  const count = Math.max(Math.ceil(durationMs / frameMs), Math.ceil(bytes.length / bodyBytes));
  const frames = Array.from({ length: count }, (_, index) =>
    frameOf(bytes.subarray(index * bodyBytes, (index + 1) * bodyBytes)),
  );
  return Buffer.concat([tag, infoFrame(count), ...frames]);
};

/** What an MP3 of the endpoint holds: its texts, one for each that was joined, and its tags and frames. */
interface HeardMp3 {
  text: string;
  /** Frames of sound. */
  frames: number;
  /** Tags, and frames with information for players. */
  extras: number;
}

/** Reads an MP3 that was made of those of `mp3Of`; undefined where something else stands between its frames. */
export const hearMp3 = (file: Buffer): HeardMp3 | undefined => {
  const heard: HeardMp3 = { text: "", frames: 0, extras: 0 };
  const bodies: Buffer[] = [];
  for (let at = 0; at < file.length; ) {
    if (file.subarray(at, at + tag.length).equals(tag)) {
      heard.extras += 1;
      at += tag.length;
      continue;
    }
    const frame = file.subarray(at, at + frameBytes);
    if (frame.length < frameBytes || !frame.subarray(0, frameHeader.length).equals(frameHeader))
      return undefined;
    const body = frame.subarray(bodyStart);
    if (body.toString("latin1", 0, 4) === "Info") heard.extras += 1;
    else {
      heard.frames += 1;
      bodies.push(body);
    }
    at += frameBytes;
  }
  heard.text = Buffer.concat(bodies).toString("utf8").replaceAll("\0", "");
  return heard;
};
