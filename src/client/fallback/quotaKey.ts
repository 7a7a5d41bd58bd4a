import { createHash } from "node:crypto";
import type { Step } from "../call";

/**
 * The key of a quota: each deployment has one for each credential, and one for each tunnel: what tunnels lead to may
 * have one address in many networks, and one tunnel may be there while another is gone.
 */
export const quotaKey = ({ credential, endpoint }: Step, model: string): string => {
  const [secret = ""] = credential.secrets();
  const digest = createHash("sha256").update(secret).digest("base64");
  const { tunnel, baseUrl } = endpoint;
  return `${digest}|${tunnel ? `${tunnel.host}:${tunnel.port} ` : ""}${baseUrl}|${model}`;
};
