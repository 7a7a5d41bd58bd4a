import { recordingOf } from "../../../local/endpoint";
import { failureOf } from "../../support/connector";
import { shareServer } from "../../support/hooks";
import { hear, mp3WithGains } from "./transcribing";

const server = shareServer();

const bytes = (beginning: string, length = 64): Buffer =>
  Buffer.concat([Buffer.from(beginning, "latin1"), Buffer.alloc(length, 0xee)]);

const box = (name: string, content: Buffer | string = ""): Buffer => {
  const body = typeof content === "string" ? Buffer.from(content, "latin1") : content;
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.length, 0);
  head.write(name, 4, "latin1");
  return Buffer.concat([head, body]);
};

/** A WAV file with this format tag and sound. */
const wavWith = (tag: number, sound: Buffer): Buffer => {
  const wav = Buffer.concat([recordingOf("").subarray(0, 44), sound]);
  wav.writeUInt16LE(tag, 20);
  wav.writeUInt32LE(sound.length, 40);
  return wav;
};

const sentFileOf = async (audio: unknown, params: Record<string, unknown> = {}): Promise<string> => {
  server.script({ body: { text: "Hello." } });
  await hear(server, { audio, ...params });
  const [, name, type] =
    /filename="([^"]+)"\r\nContent-Type: (\S+)/.exec(server.requests[0]?.body ?? "") ?? [];
  return `${name} ${type}`;
};

describe("a recording is sent as what its bytes are", () => {
  test.each<[string, Buffer, string]>([
    ["WAV", recordingOf("Hi."), "audio.wav audio/wav"],
    ["MP3 with a tag", bytes("ID3\x04\0\0\0\0\0\0"), "audio.mp3 audio/mpeg"],
    ["MP3 with frames", mp3WithGains(Array(10).fill(100)), "audio.mp3 audio/mpeg"],
    ["M4A", bytes("\0\0\0\x1cftypM4A \0\0\x02\0"), "audio.m4a audio/mp4"],
    ["MP4", bytes("\0\0\0\x20ftypisom"), "audio.mp4 audio/mp4"],
    ["3GPP", bytes("\0\0\0\x18ftyp3gp4"), "audio.mp4 audio/mp4"],
    ["QuickTime", bytes("\0\0\0\x14ftypqt  "), "audio.mp4 audio/mp4"],
    ["Ogg with Opus", bytes("OggS\0\x02OpusHead"), "audio.ogg audio/ogg"],
    ["FLAC", bytes("fLaC\0\0\0\x22"), "audio.flac audio/flac"],
    ["WebM", bytes("\x1aE\xdf\xa3\x9fB\x86\x81\x01webm"), "audio.webm audio/webm"],
    ["MPEG", bytes("\0\0\x01\xba"), "audio.mpeg video/mpeg"],
    ["AAC", bytes("\xff\xf1\x50\x80"), "audio.m4a audio/mp4"],
    ["WAV with GSM", wavWith(49, Buffer.alloc(4000, 1)), "audio.wav audio/wav"],
  ])("%s", async (_format, audio, sent) => {
    await expect(sentFileOf({ data: audio, fileName: "voice.txt", contentType: "text/plain" })).resolves.toBe(
      sent,
    );
  });

  test("or, where they tell nothing, as the File Name says", async () => {
    const unknown = bytes("\xee\xee\xee");
    const named = { audioSettings: { fileName: "voice.oga" } };
    await expect(sentFileOf(unknown, named)).resolves.toBe("audio.ogg audio/ogg");
  });
});

describe("a WAV file of another kind", () => {
  const sound = Buffer.alloc(48_000, 0x11);
  const chunk = (name: string, body: Buffer, size = body.length): Buffer => {
    const head = Buffer.alloc(8);
    head.write(name, "latin1");
    head.writeUInt32LE(size, 4);
    return Buffer.concat([head, body]);
  };
  /** 24 bits, two channels and 8,000 samples a second, by an id in place of a tag. */
  const extensible = Buffer.from(
    "feff0200401f000080bb0000060018001600180003000000010000000000100080000" + "0aa00389b71",
    "hex",
  );
  const plain = recordingOf("").subarray(20, 36);
  const whole = (...chunks: Buffer[]): Buffer =>
    Buffer.concat([Buffer.from("RIFF\xff\xff\xff\xffWAVE", "latin1"), ...chunks]);
  const sizes = Buffer.alloc(28);
  sizes.writeBigUInt64LE(48_000n, 8);
  const long = whole(chunk("ds64", sizes), chunk("fmt ", plain), chunk("data", sound, 0xffff_ffff));
  const list = chunk("LIST", Buffer.from("INFOabcd"));
  const longList = chunk("LIST", Buffer.alloc(16_000, "INFO"));

  test.each<[string, Buffer, number]>([
    ["extensible, of 24 bits", whole(chunk("fmt ", extensible), chunk("data", sound)), 1],
    ["of 0xFFFFFFFF bytes", whole(list, chunk("fmt ", plain), chunk("data", sound, 0xffff_ffff)), 3],
    ["of 0 bytes", whole(chunk("fmt ", plain), list, chunk("data", sound, 0)), 3],
    [
      "with an odd chunk",
      whole(chunk("fmt ", plain), chunk("junk", Buffer.from("a")), chunk("data", sound)),
      3,
    ],
    ["of 64 bits", Buffer.concat([Buffer.from("RF64"), long.subarray(4), longList]), 3],
  ])("is sent with its true length: %s", async (_kind, audio, seconds) => {
    server.script({ body: { text: "Hello." } });
    const { durationSeconds } = await hear(server, { audio });
    expect(durationSeconds).toBeCloseTo(seconds, 2);
    const { body } = server.requests[0] ?? { body: "" };
    expect(body).toContain("RIFF");
    expect(body).not.toContain("ds64");
  });

  test("is empty where its sound is, whatever stands behind", async () => {
    server.script();
    const failure = await failureOf(
      hear(server, { audio: whole(chunk("fmt ", plain), chunk("data", Buffer.alloc(0)), list) }),
    );
    expect(failure.message).toContain("it is a WAV file without sound");
  });
});

describe("an MP3 file", () => {
  const frames = mp3WithGains(Array(100).fill(100));
  const tag = Buffer.concat([Buffer.from("ID3\x04\0\0\0\0\x01\x05", "latin1"), Buffer.alloc(133, 0xff)]);

  test.each<[string, Buffer]>([
    ["behind two tags", Buffer.concat([tag, tag, frames])],
    [
      "with something else among its frames",
      Buffer.concat([frames.subarray(0, 9600), tag, frames.subarray(9600)]),
    ],
    [
      "with noise among its frames",
      Buffer.concat([frames.subarray(0, 9600), tag.subarray(11), frames.subarray(9600)]),
    ],
  ])("is as long as its frames: %s", async (_kind, audio) => {
    server.script({ body: { text: "Hello." } });
    expect((await hear(server, { audio })).durationSeconds).toBeCloseTo(2.4, 3);
  });

  test("may be FLAC behind its tag", async () => {
    await expect(sentFileOf(Buffer.concat([tag, bytes("fLaC\0")]))).resolves.toBe("audio.flac audio/flac");
  });
});

describe("what is no recording is refused before it is sent", () => {
  const text = Buffer.from("Dear customer, your order is on its way.");
  const zero = wavWith(1, Buffer.alloc(0));
  test.each<[string, unknown, string]>([
    ["nothing", Buffer.alloc(0), "it is empty. Reference a recording."],
    [
      "an AMR file",
      bytes("#!AMR\n"),
      "it is an AMR recording of a phone: renaming it does not convert it, and no model reads that. Convert it to MP3, M4A or WAV.",
    ],
    [
      "a CAF file",
      bytes("caff\0\x01"),
      "it is a CAF file of Apple's, and no model reads that. Convert it to MP3, M4A or WAV.",
    ],
    ["a PDF", Buffer.from("%PDF-1.7\n"), "it is a PDF and no recording. Reference a recording."],
    ["a text", text, "it is a text and no recording. Reference a recording."],
    [
      "a head without sound",
      zero,
      "it is a WAV file without sound. Reference a recording that is not empty.",
    ],
    [
      "a sound that is too short",
      wavWith(1, Buffer.alloc(200)),
      "it lasts 0.013 s, and models take 0.1 s at least. Reference a recording that is not empty.",
    ],
    [
      "a later cluster of WebM",
      bytes("\x1fC\xb6u\x01\xff\xff"),
      "it is a piece of a recording without its beginning. Put all pieces of the recorder together, in their order, and give the whole.",
    ],
    [
      "a piece with the head in its middle",
      Buffer.concat([bytes("\xee", 5000), bytes("\x1aE\xdf\xa3")]),
      "it is a piece of a recording without its beginning. Put all pieces of the recorder together, in their order, and give the whole.",
    ],
    [
      "a later fragment of MP4",
      box("moof", "mfhd"),
      "it is a piece of a recording without its beginning. Put all pieces of the recorder together, in their order, and give the whole.",
    ],
    [
      "unknown bytes",
      bytes("\xee\xee"),
      "its bytes are of no format that models read. Convert it to MP3, M4A or WAV. Where they are, enter a File Name that ends in their format.",
    ],
    [
      "an MP4 without sound",
      Buffer.concat([box("ftyp", "isom\0\0\0\0"), box("moov", "trak hdlr vide")]),
      "it is a film without sound. Reference a recording, or a film with sound.",
    ],
    [
      "a WebM without sound",
      bytes("\x1aE\xdf\xa3\x86\x85V_VP8"),
      "it is a film without sound. Reference a recording, or a film with sound.",
    ],
    [
      "an address",
      "https://example.com/call.mp3",
      '"https://example.com/call.mp3" is not accepted. Download it in a step before this one, and reference that step\'s file.',
    ],
    [
      "words",
      "Hello there!",
      '"Hello there!" is not accepted. Accepted is a recording of an earlier step, its base64 text, or a data URL.',
    ],
    [
      "words that base64 could be",
      "A reference to a file of an earlier step",
      '"A reference to a file of an earlier step" is not accepted. Accepted is a recording of an earlier step, its base64 text, or a data URL.',
    ],
    [
      "many such words in a file",
      { data: "all work and no play ".repeat(200) },
      '"{"data":"all work and no play all work and no play all work …" is not accepted. Accepted is a recording of an earlier step, its base64 text, or a data URL.',
    ],
    [
      "base64 of a picture",
      "iVBORw0KGgoAAAANSUhEUg==",
      "it is a PNG image and no recording. Reference a recording.",
    ],
    [
      "a list",
      [1, 2],
      '"[1,2]" is not accepted. Accepted is a recording of an earlier step, its base64 text, or a data URL.',
    ],
  ])("%s", async (_what, audio, message) => {
    server.script();
    const failure = await failureOf(hear(server, { audio }));
    expect(failure.message).toBe(`Audio: ${message}`);
    expect(server.requests).toHaveLength(0);
  });

  test("a large file that can't be cut", async () => {
    server.script();
    const flac = Buffer.concat([bytes("fLaC"), Buffer.alloc(26_300_000)]);
    const failure = await failureOf(hear(server, { audio: flac }));
    expect(failure.message).toBe(
      "Audio: it is a FLAC file of 26.4 MB, and a request takes 26.2 MB. Convert it to MP3, for example with 32 kbit/s: the step cuts MP3, and WAV with PCM, at silences by itself.",
    );
    const gsm = await failureOf(hear(server, { audio: wavWith(49, Buffer.alloc(26_300_000)) }));
    expect(gsm.message).toContain("Audio: it is a WAV file with GSM 6.10 of 26.4 MB");
  });
});

describe("a film", () => {
  const film = (more: Buffer): Buffer => Buffer.concat([box("ftyp", "isom\0\0\0\0"), more]);

  test("with sound is sent", async () => {
    await expect(sentFileOf(film(box("moov", "hdlr vide hdlr soun")))).resolves.toContain("audio.mp4");
    await expect(sentFileOf(bytes("\x1aE\xdf\xa3\x86\x85V_VP8\x86\x86A_OPUS"))).resolves.toContain(
      "audio.webm",
    );
  });

  test("is looked for where a film says what it has, and not in its pictures", async () => {
    await expect(
      sentFileOf(film(Buffer.concat([box("moov", "hdlr"), box("mdat", "vide")]))),
    ).resolves.toContain("audio.mp4");
  });

  test("in fragments is sent with a warning", async () => {
    server.script({ body: { text: "Hello." } });
    const { warnings } = await hear(server, { audio: film(Buffer.concat([box("moov"), box("moof")])) });
    expect(warnings).toEqual([
      "The recording is an MP4 in fragments, as browsers make it: services may hear its beginning alone.",
    ]);
  });
});
