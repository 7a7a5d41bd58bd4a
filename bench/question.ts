const apiKey = "0123456789abcdef0123456789abcdef";

/** What every contender asks. */
export const question = { model: "bench", prompt: "Hello" };

/** The question as the service takes it. */
export const questionBody = {
  model: question.model,
  messages: [{ role: "user" as const, content: question.prompt }],
};

/** A connection with an API key to the service at a URL, as the platform hands it to an action. */
export const connectionTo = (url: string) => ({
  key: "apiKey",
  configVarKey: "bench",
  fields: { apiKey, endpoint: url },
});
