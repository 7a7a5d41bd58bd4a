import { createHash } from "node:crypto";
import type { Step } from "../call";

/** The key of a quota: each deployment has one for each credential. */
export const quotaKey = ({ credential, endpoint }: Step, model: string): string => {
  const [secret = ""] = credential.secrets();
  const digest = createHash("sha256").update(secret).digest("base64");
  return `${digest}|${endpoint.baseUrl}|${model}`;
};
