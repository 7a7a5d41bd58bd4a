import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import type { StreamBody } from "../../client/network/body";
import type { SplitName, TrainingMethod, TrainingService } from "./trainingOptions";

/** A file of rows, made whenever it is needed: nobody holds it unless `bytesOf` is called. */
export interface TrainingFile extends StreamBody {
  split: SplitName;
  /** With the digest of its bytes, so that the same rows are found again. */
  fileName: string;
  contentType: string;
  /** What its rows are. */
  format: "chat" | "preference" | "reinforcement";
  rows: number;
  sha256: string;
  /** The number of each line's row in the input, from 1. */
  rowNumbers: readonly number[];
  /** The file as bytes. */
  bytes(): Buffer;
}

const formats = { supervised: "chat", preference: "preference", reinforcement: "reinforcement" } as const;

/** What a file begins with: Azure asks for a mark, which OpenAI takes for a broken first line. */
const fileMark = (service: TrainingService): Buffer =>
  service === "azure" ? Buffer.from([0xef, 0xbb, 0xbf]) : Buffer.alloc(0);

const chunkBytes = 65_536;

/** Pieces of some size: a call for each line would take longer than the line. */
function* chunks(mark: Buffer, lines: Iterable<string>): Generator<Buffer> {
  let pieces = [mark];
  let bytes = mark.length;
  for (const line of lines) {
    const piece = Buffer.from(`${line}\n`);
    pieces.push(piece);
    bytes += piece.length;
    if (bytes < chunkBytes) continue;
    yield Buffer.concat(pieces);
    pieces = [];
    bytes = 0;
  }
  if (bytes > 0) yield Buffer.concat(pieces);
}

/** What is measured of a file while its rows are read once more. */
export class FileDigest {
  lengthBytes = 0;
  private readonly hash = createHash("sha256");

  constructor(service: TrainingService) {
    this.take(fileMark(service));
  }

  add(line: string): void {
    this.take(`${line}\n`);
  }

  private take(piece: string | Buffer): void {
    this.lengthBytes += Buffer.byteLength(piece);
    this.hash.update(piece);
  }

  end(): string {
    return this.hash.digest("hex");
  }
}

/** What a file is made of. */
interface FileParts {
  split: SplitName;
  method: TrainingMethod;
  service: TrainingService;
  prefix: string;
  digest: FileDigest;
  rowNumbers: readonly number[];
  lines(): Iterable<string>;
}

/** A file whose bytes are known by their digest. */
export const trainingFile = ({
  split,
  method,
  service,
  prefix,
  digest,
  rowNumbers,
  lines,
}: FileParts): TrainingFile => {
  const sha256 = digest.end();
  const { lengthBytes } = digest;
  const open = () =>
    Readable.from(chunks(fileMark(service), lines()), { objectMode: false, highWaterMark: chunkBytes });
  return {
    split,
    fileName: `${prefix}${split}-${sha256.slice(0, 16)}.jsonl`,
    contentType: "application/jsonl",
    format: formats[method],
    rows: rowNumbers.length,
    sha256,
    rowNumbers,
    lengthBytes,
    open,
    bytes: () => {
      const bytes = Buffer.alloc(lengthBytes);
      let place = fileMark(service).copy(bytes);
      // Written in place: buffers that are left behind would stand beside the file.
      for (const line of lines()) place += bytes.write(`${line}\n`, place);
      return bytes;
    },
  };
};
