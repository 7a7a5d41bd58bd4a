/** What an answer says, or why it can't be read. */
export type ParsedAnswer = { value: unknown } | { violation: string };

/** The value of an answer in JSON. Models put a code fence around it now and then. */
export const parseAnswer = (text: string): ParsedAnswer => {
  const bare = /^\s*```(?:json)?\s*\n([\s\S]*?)\n?\s*```\s*$/i.exec(text)?.[1] ?? text;
  try {
    const value: unknown = JSON.parse(bare);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { value };
    return { violation: "The answer is not a JSON object." };
  } catch (error) {
    return { violation: `The answer is not JSON: ${(error as SyntaxError).message}` };
  }
};
