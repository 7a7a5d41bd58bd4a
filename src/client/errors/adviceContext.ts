import { isoSeconds } from "../../text/isoSeconds";
import type { Outcome } from "../answer/outcome";
import type { Endpoint } from "../endpoint/endpoint";
import type { ErrorFacts } from "./errors";

/** The facts that advice is chosen by. */
export interface AdviceContext {
  outcome: Outcome;
  facts: ErrorFacts;
  endpoint: Endpoint;
  /** Path of the operation below the base URL. */
  path: string;
  nowMs: number;
  connectionKey: string;
  /** True for Raw Request, whose form has its own inputs. */
  isRaw: boolean;
  /** True when a gateway or proxy in front of the service answered in its place. */
  isGateway: boolean;
  /** The model or deployment of the call, where it names one. */
  model?: string | undefined;
  /** Where that name comes from when the step's input is empty. */
  modelOrigin?: string | undefined;
}

const addressFields: Partial<Record<Endpoint["api"], string>> = {
  management: "Resource Manager Host",
  safety: "Content Safety Endpoint",
};

/** The label of the field that the address of a call comes from. */
export const addressField = ({ api }: Endpoint): string => addressFields[api] ?? "Endpoint";

/** The service's own sentence, or "". */
export const sentenceOf = ({ outcome }: Pick<AdviceContext, "outcome">): string =>
  outcome.type === "refused" || outcome.type === "notAnAnswer" ? (outcome.problem?.message ?? "") : "";

const duration = (milliseconds: number): string => {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} days`;
};

/** Says when a refused step can be run again. */
export const tryAgainAt = ({
  facts,
  nowMs,
}: {
  facts: Pick<ErrorFacts, "retryAfterMs">;
  nowMs: number;
}): string => {
  if (facts.retryAfterMs === undefined) return "Run the step again later";
  const time = isoSeconds(nowMs + facts.retryAfterMs);
  return `Run the step again in ${duration(facts.retryAfterMs)}, after ${time}`;
};
