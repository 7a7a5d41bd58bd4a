/** Headers that HTTP, the client's library or the service itself puts there. */
const standardHeaders =
  /^(accept(-.+)?|api-key|authorization|cache-control|connection|content-.+|cookie|expect|host|keep-alive|ocp-apim-subscription-key|origin|pragma|referer|sec-.+|te|traceparent|tracestate|transfer-encoding|user-agent|x-ms-client-request-id)$/;

/** The names of the headers that a caller made up, in lower case; those of the SDK (`x-stainless-…`) count. */
export const customHeaders = (headers: Readonly<Record<string, unknown>>, keyHeader = ""): string[] =>
  Object.keys(headers)
    .map((name) => name.toLowerCase())
    .filter((name) => !standardHeaders.test(name) && name !== keyHeader.toLowerCase());
