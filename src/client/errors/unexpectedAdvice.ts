import { headerText } from "../answer/headers";
import { type AdviceContext, addressField } from "./adviceContext";
import { redirectStatuses } from "./errorKind";

/** What to do about an answer that is not what was asked for. */
export const unexpectedAdvice = ({ outcome, endpoint, isRaw }: AdviceContext): string => {
  const field = addressField(endpoint);
  if (outcome.type === "refused") {
    if (!redirectStatuses.has(outcome.status))
      return `Nothing was sent along (status ${outcome.status}), which is no answer to this request: check that ${field} is the API's address, and any cache or proxy in between.`;
    const location = headerText(outcome.headers, "location");
    const target =
      location && URL.canParse(location, endpoint.origin) ? new URL(location, endpoint.origin) : undefined;
    return `It leads to ${target ? `${target.origin}${target.pathname}` : "another address"}, and the credential is not sent along. If that is the service, enter it as ${field}.`;
  }
  switch (outcome.type === "notAnAnswer" ? outcome.reason : undefined) {
    case "html":
      return `A web page arrived in place of data: check that ${field} is the API's address, not a portal's or a proxy's. It is ${endpoint.baseUrl} now.`;
    case "empty":
      return `The body was empty: run the step again, and check ${field} if that goes on.`;
    case "unreadable":
      if (isRaw)
        return "The body is not JSON: choose the Response Type Text or Binary, or run the step again if it was cut off.";
      return `The body was cut off or is not JSON: run the step again, and check ${field} if that goes on.`;
    case "cutStream":
      return "Run the step again, or have the gateway in front of the service answer without streaming.";
    case "tooLarge":
      return "Ask for less in one request.";
    case "upgrade":
      return `The server wants to go on in another protocol than HTTP, such as WebSocket: check ${field}.`;
    case "errorObject":
      return "The status said success, but the body is an error: check the gateway in front of the service.";
    default:
      return `The answer lacks what this operation always returns: check ${field}${field === "Endpoint" ? " and Model / Deployment Name" : ""}.`;
  }
};
