/**
 * The input that takes an action's main text, as a plain argument or from standard input, by the action's key; the
 * inputs after it stand in for it, so that standard input is left alone where one of them is given.
 */
export const mainTexts: Readonly<Record<string, readonly [key: string, ...instead: string[]]>> = {
  classifyText: ["text", "texts"],
  countTokens: ["text", "messages"],
  createChatCompletion: ["userPrompt", "messages"],
  createEmbeddings: ["text", "texts", "records"],
  createImage: ["prompt"],
  createResponse: ["userPrompt", "inputItems", "toolResults"],
  createSpeech: ["text"],
  extractData: ["text", "attachments"],
  moderateContent: ["text", "texts", "files"],
  redactText: ["text"],
  searchVectorStore: ["query"],
  summarizeText: ["textToSummarize"],
  translateText: ["text", "texts"],
};

/** The action that has a short name. */
export const askedKey = "createChatCompletion";
/** Its short name. */
export const askAlias = "ask";
