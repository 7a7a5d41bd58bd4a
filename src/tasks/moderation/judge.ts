import type { ModelPurpose } from "../../client/endpoint/modelChoice";
import type { FallbackReport } from "../../client/fallback/fallback";
import type { Ask } from "../../pacing/runPacedCalls";
import type { ModerationSource } from "../../text/moderation/categories";
import type { Judgment } from "../../text/moderation/verdict";

/** What is judged at once: an image, or a text of a length that every judge takes. */
export interface Piece {
  kind: "text" | "image";
  /** The characters of a text, the data URL of an image. */
  content: string;
  /** Estimated tokens. */
  tokens: number;
}

/** What was found in a piece, and which deployment it was asked of. */
export interface Judged extends Judgment {
  fallback?: FallbackReport | undefined;
}

/** Who judges, and how it is asked. */
export interface Judge {
  source: ModerationSource;
  model: string | undefined;
  purpose: ModelPurpose;
  /** Texts of one call. */
  mostTexts: number;
  /** Key of the quota where it is no model's. */
  ownQuota?: string;
  /** Why an image can't be judged; undefined where it can. */
  problemOf?(image: string): string | undefined;
  /**
   * Makes one call, for one image or for texts.
   * @returns a judgment of each, in their order
   */
  judge(pieces: readonly Piece[], ask: Ask, item: number): Promise<Judged[]>;
}
