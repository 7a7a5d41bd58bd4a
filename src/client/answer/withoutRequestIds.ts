/** The sentence without the ids that gateways of the one-api kind put behind it, one each. */
export const withoutRequestIds = (sentence: string): string =>
  sentence.replace(/ ?\(request id: [^()]{0,100}\)/gi, "");
