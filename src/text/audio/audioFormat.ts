import { fileFormat } from "../fileFormat";
import { isText } from "./isText";
import { soundContainer } from "./soundContainer";

/** A container that the services read, and how a file of it is sent. */
export interface AudioFormat {
  /** In words, such as "an MP3 file". */
  name: string;
  /** The services look at the extension alone to find out the container. */
  extension: string;
  contentType: string;
  /** What to say where the service refuses it after all. */
  doubt?: string;
}

/** Why bytes are not sent, and what to do. */
interface AudioProblem {
  problem: string;
  mend: string;
}

/** What every model takes (reports on the models that transcribe). */
const convert = "Convert it to MP3, M4A or WAV.";

const headBytes = 512;

const formats: Readonly<Record<string, Readonly<AudioFormat>>> = {
  wav: { name: "a WAV file", extension: "wav", contentType: "audio/wav" },
  mp3: { name: "an MP3 file", extension: "mp3", contentType: "audio/mpeg" },
  m4a: { name: "an M4A file", extension: "m4a", contentType: "audio/mp4" },
  mp4: { name: "an MP4 file", extension: "mp4", contentType: "audio/mp4" },
  ogg: { name: "an Ogg file", extension: "ogg", contentType: "audio/ogg" },
  flac: { name: "a FLAC file", extension: "flac", contentType: "audio/flac" },
  webm: { name: "a WebM file", extension: "webm", contentType: "audio/webm" },
  mpeg: { name: "an MPEG file", extension: "mpeg", contentType: "video/mpeg" },
};

const sentAs = (key: string, name?: string): AudioFormat | undefined => {
  const format = formats[key];
  return format && (name === undefined ? format : { ...format, name, doubt: `It is ${name}. ${convert}` });
};

/** Extensions that the services name in their refusals, and the containers behind them. */
const byExtension: Readonly<Record<string, string>> = { mpga: "mp3", oga: "ogg" };

const mediaFormat = (brand: string): AudioFormat | undefined => {
  if (/^M4[AB]/.test(brand)) return sentAs("m4a");
  if (/^3g/i.test(brand)) return sentAs("mp4", "a 3GPP recording of a phone");
  return brand.startsWith("qt") ? sentAs("mp4", "a QuickTime film") : sentAs("mp4");
};

/** The format of bytes that a service reads; undefined for any other. */
const sentFormat = (bytes: Buffer, head: string): AudioFormat | undefined => {
  const container = soundContainer(bytes);
  if (container === "aac") return sentAs("m4a", "AAC without a container");
  if (container) return sentAs(container);
  if (head.slice(4, 8) === "ftyp") return mediaFormat(head.slice(8, 12));
  if (head.startsWith("\x1aE\xdf\xa3"))
    return head.includes("matroska") ? sentAs("webm", "a Matroska film") : sentAs("webm");
  return head.startsWith("\0\0\x01\xba") ? sentAs("mpeg") : undefined;
};

/** Sound that no service reads. */
const refused: ReadonlyArray<readonly [beginning: RegExp, name: string]> = [
  [/^#!AMR/, "an AMR recording of a phone: renaming it does not convert it"],
  [/^caff/, "a CAF file of Apple's"],
  [/^FORM[\s\S]{4}AIF/, "an AIFF file"],
  [/^0&\xb2u\x8ef\xcf/, "a WMA or WMV file"],
  [/^MThd/, "a MIDI file, which holds notes and no sound"],
  [/^\.snd/, "an AU file"],
  [/^ADIF/, "AAC in ADIF"],
  [/^FLV/, "a Flash film"],
];

/** What a recorder gives after its first piece: a cluster or a block of WebM, a fragment of MP4, a later Ogg page. */
const laterPiece = /^(\xa3[\s\S]{1,3}\x81|[\s\S]{0,1}C\xb6u|[\s\S]{4}(moof|mdat|sidx))/;
const webmHeader = Buffer.from([0x1a, 0x45, 0xdf, 0xa3]);
/** Reports have the header as far behind the beginning as 81 kB. */
const searchedBytes = 1_048_576;

const problemOf = (bytes: Buffer, head: string): AudioProblem => {
  const known = refused.find(([beginning]) => beginning.test(head));
  if (known) return { problem: `it is ${known[1]}, and no model reads that.`, mend: convert };
  const format = fileFormat(bytes);
  if (format) return { problem: `it is ${format.name} and no recording.`, mend: "Reference a recording." };
  if (laterPiece.test(head) || bytes.subarray(0, searchedBytes).includes(webmHeader))
    return {
      problem: "it is a piece of a recording without its beginning.",
      mend: "Put all pieces of the recorder together, in their order, and give the whole.",
    };
  if (isText(bytes)) return { problem: "it is a text and no recording.", mend: "Reference a recording." };
  return {
    problem: "its bytes are of no format that models read.",
    mend: `${convert} Where they are, enter a File Name that ends in their format.`,
  };
};

/**
 * The format of a recording by its bytes, since names and content types are often wrong; where the bytes tell nothing,
 * by the extension that was entered. Of anything else, why it is refused.
 */
export const audioFormat = (bytes: Buffer, fileName = ""): AudioFormat | AudioProblem => {
  const head = bytes.toString("latin1", 0, headBytes);
  const known = sentFormat(bytes, head);
  if (known) return known;
  const problem = problemOf(bytes, head);
  const extension = /\.(\w{2,4})$/.exec(fileName)?.[1]?.toLowerCase() ?? "";
  const isUnknown = problem.mend.startsWith(convert) && problem.mend !== convert;
  return (isUnknown ? sentAs(byExtension[extension] ?? extension) : undefined) ?? problem;
};
