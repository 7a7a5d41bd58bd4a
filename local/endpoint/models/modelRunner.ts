import type { Flavour } from "../server/address";
import type { Answer } from "../server/answer";
import { answerChat } from "./chat/answerChat";
import { answerEmbeddings } from "./embeddings/answerEmbeddings";
import { answerImages } from "./images/answerImages";
import type { AimockFront } from "./responses/responseRoutes";

/** A request to a model, whether it came by itself or as the line of a batch. */
export interface ModelCall {
  /** Such as `/chat/completions`. */
  operation: string;
  body: Record<string, unknown>;
  model: string;
  flavour: Flavour;
}

/** Runs a model. */
export type ModelRunner = (call: ModelCall) => Promise<Answer>;

/** The runner of the endpoint: its own answers, and aimock's for responses. */
export const modelRunner =
  (aimock: AimockFront, nowMs: () => number): ModelRunner =>
  ({ operation, body, model, flavour }) => {
    if (operation === "/chat/completions") return answerChat(body, flavour, model, nowMs());
    if (operation === "/embeddings") return answerEmbeddings(body, model);
    if (operation.startsWith("/images/")) return answerImages(body, flavour, model, nowMs());
    return aimock.answer({ method: "POST", operation, query: "", flavour, body });
  };
