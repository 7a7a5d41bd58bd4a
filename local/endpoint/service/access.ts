import type { TokenIssuer } from "../azure/entra/accessTokens";
import { type CloudName, cloudAudiences } from "../azure/entra/clouds";
import type { ParsedAddress } from "../server/address";
import { type Answer, jsonAnswer } from "../server/answer";
import type { ArrivedRequest } from "../server/answeringServer";
import { networkError, permissionDeniedError } from "../server/errorShapes";
import type { Route } from "../server/route";
import { admitCaller } from "./credentials";
import { dataAction } from "./dataActions";

/** Who is let in, and what a resource can be set up to refuse. */
export interface AccessOptions {
  /** The cloud whose audiences are accepted; default the public one. */
  cloud?: CloudName;
  /** Whom a token may be for; default: the audiences of a resource, or of a project, in the cloud. */
  audiences?: readonly string[];
  /** Tokens are good, but their identity has no role on the resource. */
  isRoleMissing?: boolean;
  /** Keys are switched off on the resource. */
  areKeysDisabled?: boolean;
  /** The resource's network rules block every caller. */
  isNetworkBlocked?: boolean;
  /** The resource can be reached by its private endpoint alone, which nobody here does. */
  isPublicAccessDisabled?: boolean;
}

/** What the access check needs in addition to its options. */
interface Door extends AccessOptions {
  apiKey: string;
  issuer: TokenIssuer | undefined;
  routes: readonly Route[];
}

/** Returns what refuses a caller: the network first, then the credential, then the role. */
export const accessGate = (
  door: Door,
): ((request: ArrivedRequest, parsed: ParsedAddress, nowMs: number) => Answer | undefined) => {
  const { apiKey, issuer, areKeysDisabled = false, isRoleMissing = false } = door;
  const { resource, project } = cloudAudiences[door.cloud ?? "public"];
  return ({ recorded: { method, path }, headers }, parsed, nowMs) => {
    const { api } = parsed;
    const rule = networkRule(door);
    if (rule !== undefined && api !== "openai") return jsonAnswer(networkError(rule), 403);
    const isProject = parsed.kind === "project";
    const admission = admitCaller(headers, api, {
      issuer,
      audiences: door.audiences ?? (isProject ? project : resource),
      nowMs,
      apiKey: isProject ? undefined : apiKey,
      areKeysDisabled,
    });
    if ("refusal" in admission) return admission.refusal;
    if (admission.caller !== "token" || !isRoleMissing) return undefined;
    const action = dataAction(method, parsed, door.routes);
    return jsonAnswer(permissionDeniedError(action, method, path), 401);
  };
};

const networkRule = (options: AccessOptions): Parameters<typeof networkError>[0] | undefined => {
  if (options.isPublicAccessDisabled === true) return "privateOnly";
  return options.isNetworkBlocked === true ? "firewall" : undefined;
};
