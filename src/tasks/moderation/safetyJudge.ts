import type { SafetyClient } from "../../client/createSafetyClient";
import { moderationPurpose } from "../../inputs/model";
import { readAnalysis } from "../../text/moderation/readAnalysis";
import { base64In, safetyImageProblem } from "../../text/moderation/safetyImage";
import type { Thresholds } from "../../text/moderation/verdict";
import type { Judge, Piece } from "./judge";

/** Images have four severities always; texts have eight where they are asked for. */
const bodyOf = ({ kind, content }: Piece): object =>
  kind === "text"
    ? { text: content, outputType: "EightSeverityLevels" }
    : { image: { content: base64In(content) } };

/** Azure AI Content Safety. It runs no model of the connection. */
export const safetyJudge = ({ quotaKey, analyze }: SafetyClient, thresholds: Thresholds): Judge => ({
  source: "contentSafety",
  model: undefined,
  purpose: moderationPurpose,
  mostTexts: 1,
  ownQuota: quotaKey,
  problemOf: safetyImageProblem,
  judge: async (pieces, _ask, item) =>
    Promise.all(
      pieces.map(async (piece) => readAnalysis(await analyze(piece.kind, bodyOf(piece), item), thresholds)),
    ),
});
