import { createHash } from "node:crypto";
import type { Step } from "../call";

/** Tells apart what has a quota of its own: a deployment, as one credential may use it. */
export const quotaKey = ({ credential, endpoint }: Step, model: string): string => {
  const [secret = ""] = credential.secrets();
  const digest = createHash("sha256").update(secret).digest("base64");
  return `${digest}|${endpoint.baseUrl}|${model}`;
};
