import type { AimockFront } from "./aimock/aimockFront";
import type { Answer } from "./answer";
import { answerEmbeddings } from "./answerEmbeddings";
import { answerChat } from "./chat/answerChat";
import { answerImages } from "./images/answerImages";
import type { Api } from "./route";

/** A request to a model, whether it came by itself or as the line of a batch. */
export interface ModelCall {
  /** Such as `/chat/completions`. */
  operation: string;
  body: Record<string, unknown>;
  model: string;
  api: Api;
}

/** Runs a model. */
export type ModelRunner = (call: ModelCall) => Promise<Answer>;

/** The runner of the endpoint: its own answers, and aimock's for responses. */
export const modelRunner =
  (aimock: AimockFront, nowMs: () => number): ModelRunner =>
  ({ operation, body, model, api }) => {
    if (operation === "/chat/completions") return answerChat(body, api, model, nowMs());
    if (operation === "/embeddings") return answerEmbeddings(body, model);
    if (operation.startsWith("/images/")) return answerImages(body, api, model, nowMs());
    return aimock.answer({ method: "POST", operation, query: "", api, body });
  };
