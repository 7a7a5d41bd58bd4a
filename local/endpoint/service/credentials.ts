import type { IncomingHttpHeaders } from "node:http";
import { bearerIn, judgeToken, type TokenRules } from "../azure/entra/accessTokens";
import type { Api } from "../server/address";
import { type Answer, jsonAnswer } from "../server/answer";
import {
  authenticationTypeDisabledError,
  flatError,
  gatewayError,
  standardError,
} from "../server/errorShapes";

/** What the endpoint accepts. */
interface AcceptedCredentials extends TokenRules {
  /** Undefined where no key is taken at all, as by Foundry projects. */
  apiKey: string | undefined;
  /** True when the right key is refused too. */
  areKeysDisabled: boolean;
}

/** Who the caller is, or why it is let in no further. */
type Admission = { caller: "key" | "token" } | { refusal: Answer };

/** Looks at the credential of a request. */
export const admitCaller = (
  headers: IncomingHttpHeaders,
  api: Api,
  accepted: AcceptedCredentials,
): Admission => {
  const bearer = bearerIn(headers);
  const { apiKey, areKeysDisabled, audiences } = accepted;
  if (api === "openai") {
    return bearer === apiKey ? { caller: "key" } : { refusal: refuseAsOpenAI(bearer) };
  }
  if (bearer !== undefined && judgeToken(bearer, accepted) === "accepted") return { caller: "token" };
  if (apiKey === undefined) return { refusal: refuseToken(audiences) };
  if (headers["api-key"] === apiKey || bearer === apiKey) {
    return areKeysDisabled
      ? { refusal: jsonAnswer(authenticationTypeDisabledError(), 403) }
      : { caller: "key" };
  }
  const looksLikeToken = bearer !== undefined && bearer.split(".").length === 3;
  return { refusal: looksLikeToken ? refuseToken(audiences) : refuseKey() };
};

const refuseKey = (): Answer => {
  const message =
    "Access denied due to invalid subscription key or wrong API endpoint. Check that the key is valid and that it belongs to this endpoint.";
  return jsonAnswer(gatewayError("401", message), 401);
};

const refuseToken = ([audience]: readonly string[]): Answer => {
  const message = `Unauthorized. Access token is missing, invalid, audience is incorrect (${audience}), or has expired.`;
  return jsonAnswer(flatError(401, message), 401, { "www-authenticate": "Bearer" });
};

const refuseAsOpenAI = (key: string | undefined): Answer => {
  const message =
    key === undefined || key === ""
      ? "You didn't provide an API key. Send it in an Authorization header as a Bearer token."
      : "Incorrect API key provided. The key is not valid for this service.";
  return jsonAnswer(
    standardError({ message, code: key === undefined || key === "" ? null : "invalid_api_key" }),
    401,
  );
};
