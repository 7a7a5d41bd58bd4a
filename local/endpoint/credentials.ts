import type { IncomingHttpHeaders } from "node:http";
import { type Answer, jsonAnswer } from "./answer";
import type { EntraAuthority } from "./entraAuthority";
import { flatError, gatewayError, standardError } from "./errorShapes";
import type { Flavour } from "./route";

/** What the endpoint accepts. */
export interface AcceptedCredentials {
  apiKey: string;
  entra: Pick<EntraAuthority, "accepts"> | undefined;
}

/** The refusal of a request without a valid credential, or undefined when it may pass. */
export function refuseCredentials(
  headers: IncomingHttpHeaders,
  flavour: Flavour,
  accepted: AcceptedCredentials,
): Answer | undefined {
  const bearer = /^Bearer\s+(.*)$/i.exec(headers.authorization ?? "")?.[1]?.trim();
  if (flavour === "openai") {
    return bearer === accepted.apiKey ? undefined : refuseAsOpenAI(bearer);
  }
  if (headers["api-key"] === accepted.apiKey || bearer === accepted.apiKey) return undefined;
  if (bearer !== undefined && accepted.entra?.accepts(bearer) === true) return undefined;
  const looksLikeToken = bearer !== undefined && bearer.split(".").length === 3;
  return looksLikeToken ? refuseToken() : refuseKey();
}

function refuseKey(): Answer {
  const message =
    "Access denied due to invalid subscription key or wrong API endpoint. Check that the key is valid and that it belongs to this endpoint.";
  return jsonAnswer(gatewayError("401", message), 401);
}

function refuseToken(): Answer {
  const message =
    "Unauthorized. Access token is missing, invalid, audience is incorrect (https://cognitiveservices.azure.com), or has expired.";
  return jsonAnswer(flatError(401, message), 401, { "www-authenticate": "Bearer" });
}

function refuseAsOpenAI(key: string | undefined): Answer {
  const message =
    key === undefined || key === ""
      ? "You didn't provide an API key. Send it in an Authorization header as a Bearer token."
      : "Incorrect API key provided. The key is not valid for this service.";
  return jsonAnswer(
    standardError({ message, code: key === undefined || key === "" ? null : "invalid_api_key" }),
    401,
  );
}
