import { refuseUnsafe } from "../models/images/imageRefusals";
import { type Answer, jsonAnswer } from "../server/answer";
import {
  chatContentFilterError,
  imageContentFilterError,
  responsesContentFilterError,
  standardError,
} from "../server/errorShapes";
import type { RouteRequest } from "../server/route";
import { seededRandom } from "../server/seededRandom";
import type { FilterSettings } from "./controlSettings";

type AskedOperation = Pick<RouteRequest, "api" | "operation">;

/** OpenAI's refusal of a prompt of a text model. */
const invalidPromptError = () =>
  standardError({
    message:
      "Invalid prompt: the prompt was flagged as potentially violating the usage policy. Change the prompt and try again.",
    code: "invalid_prompt",
  });

const refusalsOnAzure: Readonly<Record<string, () => object>> = {
  "/chat/completions": () => chatContentFilterError(),
  "/responses": () => responsesContentFilterError(),
  "/images/generations": () => imageContentFilterError("content_policy_violation"),
  "/images/edits": () => imageContentFilterError("content_policy_violation"),
  "/audio/speech": () => chatContentFilterError(),
};

/** How the prompt of an operation is refused; undefined for one whose input nobody filters. */
const refusalOf = ({ api, operation }: AskedOperation): Answer | undefined => {
  if (api !== "openai") {
    const error = refusalsOnAzure[operation];
    return error === undefined ? undefined : jsonAnswer(error(), 400);
  }
  if (operation.startsWith("/images/")) return refuseUnsafe(["violence"]);
  const isOfText = operation === "/chat/completions" || operation === "/responses";
  return isOfText ? jsonAnswer(invalidPromptError(), 400) : undefined;
};

/** Refuses prompts as often as it was set, in the shape of the API that was called. */
export class FilterRefusals {
  private readonly random: () => number;
  private left: number;

  constructor(private readonly chosen: FilterSettings) {
    this.random = seededRandom(chosen.seed);
    this.left = chosen.next;
  }

  /** What was set, and how many of the next requests are left to be refused. */
  get settings(): FilterSettings {
    return { ...this.chosen, next: this.left };
  }

  /** The refusal of a request, where it is one to be refused. */
  refuse(request: AskedOperation): Answer | undefined {
    const refusal = refusalOf(request);
    if (refusal === undefined || !this.isNext()) return undefined;
    return { ...refusal, decidedBy: "contentFilter" };
  }

  private isNext(): boolean {
    if (this.left > 0) {
      this.left -= 1;
      return true;
    }
    return this.chosen.share > 0 && this.random() < this.chosen.share;
  }
}
