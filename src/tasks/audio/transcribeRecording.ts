import type { Client } from "../../client/createClient";
import type { ModelPurpose } from "../../client/endpoint/modelChoice";
import type { FallbackReport } from "../../client/fallback/fallback";
import { streamOf } from "../../client/network/body";
import { type FormParts, postForm } from "../../client/sdk/ModelForm";
import { type Ask, runPacedCalls } from "../../pacing/runPacedCalls";
import { joinTranscripts } from "../../text/audio/joinTranscripts";
import { readTranscript, type Transcript } from "../../text/audio/transcript";
import { durationInWords } from "../../text/durationInWords";
import { advisedRefusal, secondsAllowed, withoutText } from "./audioRefusals";
import { piecesOf, planPieces, type RecordingPiece, tokensOfPiece } from "./pieces";
import type { Recording } from "./recording";
import { TranscriptionRequest, type TranscriptionWish } from "./TranscriptionRequest";

/** Most bytes of a request with its form (the services' refusal: maximum content size limit). */
const mostRequestBytes = 26_214_400;
/** What a field of a form has beside its name and value, and the form beside its fields. */
const formBytes = { field: 200, whole: 1024 };

/** The end of a piece that was answered. */
interface AnsweredPiece {
  answer: unknown;
  transcript: Transcript;
  fallback?: FallbackReport | undefined;
}

/** A piece without a transcript, and why; without an error, there was no time for it. */
interface MissingPiece {
  piece: RecordingPiece;
  error?: unknown;
}

/** What became of a recording. */
export interface TranscribedRecording {
  transcript: Transcript;
  /** The service's answers, for the pieces in their order. */
  answers: unknown[];
  missing: MissingPiece[];
  pieceCount: number;
  /** Why pieces were not done; null when all were. */
  warning: string | null;
  fallback?: FallbackReport | undefined;
}

/** A step's way to its model. */
interface TranscriptionCalls {
  client: Client;
  model: string | undefined;
  purpose: ModelPurpose;
}

/** Asks for the transcripts of a recording's pieces, and keeps what was answered. */
class Transcriber {
  private readonly request: TranscriptionRequest;
  private readonly answered = new Map<RecordingPiece, AnsweredPiece>();
  private readonly missing: MissingPiece[] = [];
  private warning: string | null = null;
  private mostSeconds = Number.POSITIVE_INFINITY;

  constructor(
    private readonly recording: Recording,
    private readonly wish: TranscriptionWish,
    private readonly calls: TranscriptionCalls,
  ) {
    this.request = new TranscriptionRequest(wish);
  }

  async run(): Promise<TranscribedRecording> {
    let pieces = planPieces(this.recording, this.mostFileBytes());
    while (pieces.length > 0) pieces = await this.round(pieces);
    const [first] = this.missing;
    if (this.answered.size === 0 && first?.error !== undefined) throw first.error;
    return this.result();
  }

  /** Asks for pieces; returns shorter ones in place of those that last longer than the model takes. */
  private async round(pieces: readonly RecordingPiece[]): Promise<RecordingPiece[]> {
    const { results, warning } = await runPacedCalls(pieces, (piece, ask) => this.askPiece(piece, ask), {
      ...this.calls,
      noun: "pieces",
      isDivided: true,
      startsWithOne: true,
      estimateTokens: tokensOfPiece,
    });
    this.warning ??= warning;
    return pieces.flatMap((piece, index) => {
      const result = results[index];
      if (result?.status !== "succeeded") this.missing.push({ piece, error: result?.error });
      else if (result.value === "tooLong") return this.shorter(piece);
      else this.answered.set(piece, result.value);
      return [];
    });
  }

  private shorter({ span, endsInSound }: RecordingPiece): RecordingPiece[] {
    const { sound } = this.recording;
    const bounds = { mostBytes: this.mostFileBytes(), mostSeconds: this.mostSeconds };
    const pieces = sound && span ? piecesOf(sound, span, bounds) : [];
    return pieces.map((piece, index) => (index === pieces.length - 1 ? { ...piece, endsInSound } : piece));
  }

  private async askPiece(piece: RecordingPiece, ask: Ask): Promise<AnsweredPiece | "tooLong"> {
    const seconds = (piece.endSeconds ?? 0) - piece.startSeconds;
    if (piece.span && seconds > this.mostSeconds) return "tooLong";
    const sent = this.request.current;
    try {
      return await this.send(piece, ask);
    } catch (error) {
      const allowed = secondsAllowed(error);
      if (allowed !== undefined && piece.span && allowed < seconds) {
        this.mostSeconds = Math.min(this.mostSeconds, allowed);
        return "tooLong";
      }
      if (!this.request.learn(error, sent)) throw advisedRefusal(error, this.recording.format);
      return this.askPiece(piece, ask);
    }
  }

  private async send(piece: RecordingPiece, ask: Ask): Promise<AnsweredPiece> {
    const { extension, contentType } = this.recording.format;
    const data = streamOf(...piece.bytes);
    const files = [{ field: "file", fileName: `audio.${extension}`, contentType, data }];
    const parts: FormParts = { fields: this.request.fields(), files, fileTokens: tokensOfPiece(piece) };
    const { answer, fallback } = await ask((openai, model) =>
      postForm<unknown>(openai, this.wish.path, model, parts),
    );
    const transcript = readTranscript(answer);
    if (!transcript) throw withoutText(this.calls.client.action);
    return { answer, transcript, fallback };
  }

  /** Bytes that a request leaves for its file. */
  private mostFileBytes(): number {
    const fields = this.request.fields();
    const bytes = fields.reduce((sum, [name, value]) => sum + name.length + Buffer.byteLength(value), 0);
    return mostRequestBytes - formBytes.whole - bytes - fields.length * formBytes.field;
  }

  private tell(pieces: readonly RecordingPiece[]): void {
    const { warnings } = this.calls.client;
    for (const lack of this.request.lacks) warnings.add(lack);
    const cuts = pieces.flatMap(({ endsInSound, endSeconds = 0 }) =>
      endsInSound ? [endSeconds * 1000] : [],
    );
    if (cuts.length > 0)
      warnings.add(
        `The recording has no silence where it was cut, near ${cuts.slice(0, 5).map(durationInWords).join(", ")}: a word may be lost there.`,
      );
  }

  private result(): TranscribedRecording {
    const all = [...this.answered.keys(), ...this.missing.map(({ piece }) => piece)];
    all.sort((one, other) => one.startSeconds - other.startSeconds);
    this.tell(all);
    const pieces = all.flatMap((piece, index) => {
      const answered = this.answered.get(piece);
      return answered ? [{ ...piece, ...answered, number: index + 1 }] : [];
    });
    const known = this.wish.knownSpeakers.map(({ name }) => name);
    return {
      transcript: joinTranscripts(pieces, { known, isCut: all.length > 1 }),
      answers: pieces.map(({ answer }) => answer),
      missing: this.missing,
      pieceCount: all.length,
      warning: this.warning,
      fallback: pieces.findLast(({ fallback }) => fallback !== undefined)?.fallback,
    };
  }
}

/**
 * Transcribes a recording of any length: one that is larger or longer than a request may be is cut at silences, and
 * the transcripts of its pieces are joined.
 * @throws what `runPacedCalls` throws, and the error of the first piece where none was answered.
 */
export const transcribeRecording = (
  recording: Recording,
  wish: TranscriptionWish,
  calls: TranscriptionCalls,
): Promise<TranscribedRecording> => new Transcriber(recording, wish, calls).run();
