import type { LiveCheck, LiveTools } from "./liveCheck";
import { holdsWhenRefused, holdsWhenTaken, seenOf } from "./liveCheck";

/** A name that no deployment has. */
const noDeployment = "verify-live-no-such-deployment";

/** Objects inside of each other, so many levels deep. */
const nested = (levels: number): object =>
  levels === 0
    ? { type: "string" }
    : {
        type: "object",
        properties: { inside: nested(levels - 1) },
        required: ["inside"],
        additionalProperties: false,
      };

/** A call of chat completions with a strict schema, past the connector's own judgement of it. */
const askStrictly = async ({ act, model }: LiveTools, schema: object) =>
  act("rawRequest", {
    url: "/chat/completions",
    method: "POST",
    data: JSON.stringify({
      model: model("chat"),
      messages: [{ role: "user", content: "Fill in anything." }],
      max_completion_tokens: 500,
      response_format: { type: "json_schema", json_schema: { name: "answer", strict: true, schema } },
    }),
  });

/** Checks of chat completions, and of what all others build on. */
export const chatChecks: readonly LiveCheck[] = [
  {
    name: "connection",
    about: "",
    question: "Does Diagnose Connection pass, which all other checks build on?",
    calls: 6,
    tokens: { input: 20, output: 0 },
    needs: [],
    run: async ({ act }) => {
      const given = await act("diagnoseConnection", {});
      const { ok, summary } = Object(given.data) as { ok?: boolean; summary?: string };
      return { verdict: ok === true ? "holds" : "differs", seen: summary ?? seenOf(given) };
    },
  },
  {
    name: "unknownDeployment",
    about: "Which code the v1 API answers for a deployment that does not exist",
    question: "Which status and code does a deployment get that does not exist, and is it read as one?",
    calls: 1,
    tokens: { input: 0, output: 0 },
    needs: [],
    run: async ({ act }) => {
      const given = await act("createChatCompletion", { model: noDeployment, userPrompt: "Say one" });
      return holdsWhenRefused(given, 404);
    },
  },
  {
    name: "schemaDepth",
    about: "How the service counts the 5 levels of a strict schema",
    question: "Is a strict schema of 6 levels refused, as the documentation says?",
    calls: 1,
    tokens: { input: 500, output: 500 },
    needs: ["chat"],
    run: async (tools) => {
      const given = await askStrictly(tools, nested(6));
      return holdsWhenRefused(given, 400);
    },
  },
  {
    name: "schemaSize",
    about: "How many values and characters Azure takes in a strict schema now",
    question: "Are 501 values of an enum refused in a strict schema?",
    calls: 1,
    tokens: { input: 5_000, output: 500 },
    needs: ["chat"],
    run: async (tools) => {
      const values = Array.from({ length: 501 }, (_, index) => `value-${index}`);
      const given = await askStrictly(tools, {
        type: "object",
        properties: { value: { type: "string", enum: values } },
        required: ["value"],
        additionalProperties: false,
      });
      return holdsWhenRefused(given, 400);
    },
  },
  {
    name: "moderationTexts",
    about: "Moderation: how many texts OpenAI takes in one call",
    question: "Does OpenAI take 33 texts in one call of moderations?",
    calls: 1,
    tokens: { input: 0, output: 0 },
    needs: [],
    service: "openai",
    run: async ({ act }) =>
      holdsWhenTaken(
        await act("rawRequest", {
          url: "/moderations",
          method: "POST",
          data: JSON.stringify({
            model: "omni-moderation-latest",
            input: Array.from({ length: 33 }, (_, index) => `Text ${index}`),
          }),
        }),
      ),
  },
];
