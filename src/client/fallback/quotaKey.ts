import { createHash } from "node:crypto";
import type { Step } from "../call";

/** Names a quota: that of one deployment for one credential. */
export const quotaKey = ({ credential, endpoint }: Step, model: string): string => {
  const [secret = ""] = credential.secrets();
  const digest = createHash("sha256").update(secret).digest("base64");
  return `${digest}|${endpoint.baseUrl}|${model}`;
};
