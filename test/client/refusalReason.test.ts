import { isSaid, type Phrase } from "../../src/client/answer/phrase";
import type { RefusalReason } from "../../src/client/answer/refusalReason";
import {
  accountSentences,
  deploymentSentences,
  limitSentences,
  reasonCodes,
  refusalReason,
  tooLargeSentences,
} from "../../src/client/answer/refusalReason";
import { readServiceProblem } from "../../src/client/answer/serviceProblem";

const reasonOf = (status: number, error: object): RefusalReason | undefined =>
  refusalReason(status, readServiceProblem(JSON.stringify({ error })));

const said = (status: number, message: string) => reasonOf(status, { message, code: null, param: null });

describe("a code tells the reason, as code and as type", () => {
  it.each(
    Object.entries(reasonCodes).flatMap(([reason, codes]) => codes.map((code) => [code, reason] as const)),
  )("%s: %s", (code, reason) => {
    expect(reasonOf(400, { code, message: "No." })).toBe(reason);
    expect(reasonOf(429, { type: code, message: "No." })).toBe(reason);
  });

  it.each([
    [402, "account"],
    [413, "tooLarge"],
    [423, "deployment"],
  ])("so does the status %d", (status, reason) => {
    expect(said(status, "No.")).toBe(reason);
  });

  it.each(["string_above_max_length", "array_above_max_length"])(
    "%s of a setting is no matter of the item's size",
    (code) => {
      expect(reasonOf(400, { code, message: "Too long.", param: "stop" })).toBe("setting");
      expect(reasonOf(400, { code, message: "Too long.", param: "messages[0].content" })).toBe("tooLarge");
    },
  );

  it.each(["InsufficientQuota", "rate_limit_exceeded", "429", "constructor", "__proto__"])(
    "%s tells none",
    (code) => {
      expect(reasonOf(429, { code, message: "Slow down." })).toBeUndefined();
    },
  );
});

/** What is said, and with which status where it is not 400. */
type Sentences = ReadonlyArray<readonly [sentence: string, status?: number]>;

const withStatus = (sentences: Sentences): Array<[sentence: string, status: number]> =>
  sentences.map(([sentence, status = 400]) => [sentence, status]);

const tooLarge: Sentences = [
  [
    "Request too large for gpt-4o in organization org-x on tokens per min (TPM): Limit 30000, Requested 41234. The input or output tokens must be reduced in order to run successfully.",
    429,
  ],
  [
    "Request too large for model `llama` on tokens per minute: please reduce your message size and try again.",
    429,
  ],
  ["The image file is too big."],
  ["prompt is too long: 210000 tokens > 200000 maximum"],
  ["Invalid 'messages[0].content': string too long. Expected a string with maximum length 1048576."],
  ["The tokens must be reduced to run."],
  ["Your text has to be shortened."],
  ["Please reduce the length of the messages or completion."],
  ["Please reduce your request size."],
  ["Try to reduce the number of input tokens."],
  ["Shorten your prompt and send it again."],
  ["This model's maximum context length is 32768 tokens."],
  ["The context_window of 4096 does not hold it.", 500],
  ["Rate limit reached for gpt-4 on tokens per min (TPM): Limit 10,000, Used 0, Requested 12,000.", 429],
  ["The number of tokens exceeds the maximum number of tokens."],
  ["Input exceeds the maximum allowed length."],
  ["The request body was larger than the limit."],
];

const account: Sentences = [
  ["You exceeded your current quota, please check your plan and billing details.", 429],
  ["Your organization has reached the maximum of 8 fine-tuning requests per month for the model.", 429],
  ["Insufficient credits. Add more in the settings.", 403],
  ["Your credit balance is too low to use the API."],
  ["Billing hard limit has been reached"],
  ["Budget has been exceeded! Current cost: 1.2, Max budget: 1.0"],
  ["ExceededBudget: the user is over budget", 429],
  ["Your account is not active, please check your billing details on our website.", 429],
  ["The account associated with this API key has been deactivated.", 401],
  ["Your access was terminated due to violation of our policies.", 401],
  ["The subscription 'x' is disabled and therefore marked as read only.", 409],
  [
    "Your resource has been temporarily blocked because we detected behavior that may violate our content policy.",
    403,
  ],
  ["Out of call volume quota. Quota will be replenished in 02:00:00.", 403],
  ["Out of bandwidth quota.", 403],
  ["Your team has no funds: it doesn't have any credits yet.", 403],
  ["Organization has been restricted. Reach out to support."],
  ["Your organization must be verified to stream this model.", 403],
  ["User location is not supported for the API use."],
  ["Country, region, or territory not supported", 403],
];

const deployment: Sentences = [
  ["The API deployment for this resource does not exist.", 404],
  ["The model `gpt-9.5` does not exist or you do not have access to it.", 404],
  ["model not found", 404],
  ["The deployment mine is not available in this region."],
  ["The model gpt-3.5 has been deprecated.", 404],
  ["Project `proj_x` does not have access to model `gpt-5.4`", 403],
  ["Unknown model: gpt-x"],
  ["models/gpt-x is not found for API version v1main.", 404],
  ["You are not allowed to sample from this model", 403],
];

const none: Sentences = [
  ["Rate limit reached for gpt-4 on tokens per min: Limit 10000, Used 9000, Requested 2000.", 429],
  [
    "Requests have exceeded token rate limit of your current OpenAI S0 pricing tier. Retry after 6 seconds.",
    429,
  ],
  ["Please reduce your request rate.", 429],
  ["The request rate must be reduced.", 429],
  ["A too large number of requests was sent.", 429],
  ["Request rate exceeded the limit.", 429],
  ["The operation took too long.", 500],
  ["The connection was idle for too long.", 400],
  ["Request Header Or Cookie Too Large"],
  ["You exceeded your current quota. Please retry in 34s.", 429],
  ["Access denied due to invalid subscription key. Provide a valid key for an active subscription.", 401],
  ["The server had an error.", 500],
  ["'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'."],
  ["Bad request."],
];

describe.each<
  [reason: RefusalReason | undefined, sentences: Sentences, tables: ReadonlyArray<readonly Phrase[]>]
>([
  ["tooLarge", tooLarge, [tooLargeSentences, limitSentences]],
  ["account", account, [accountSentences]],
  ["deployment", deployment, [deploymentSentences]],
  [undefined, none, []],
])("a sentence of the reason %s", (reason, sentences, tables) => {
  it.each(withStatus(sentences))("%s", (sentence, status) => {
    expect(said(status, sentence)).toBe(reason);
  });

  it.each(withStatus(sentences))("is known in capital letters too: %s", (sentence, status) => {
    if (!sentence.includes("'") && !sentence.includes("ExceededBudget"))
      expect(said(status, sentence.toUpperCase())).toBe(reason);
  });

  it("stands here for each form of the table", () => {
    for (const form of tables.flat())
      expect(sentences.some(([sentence]) => isSaid(sentence, form)) ? "" : String(form)).toBe("");
  });
});

describe("a refused setting", () => {
  it.each<[what: string, error: object]>([
    ["by param", { param: "temperature", message: "Unsupported value: 0.2." }],
    ["by param, without a form's input", { param: "tools[0].function", message: "Bad." }],
    ["by the sentence", { message: "Unrecognized request argument supplied: reasoning_effort" }],
    ["by the sentence, an unknown name", { message: "Unrecognized request argument supplied: top_k" }],
    ["by a param of no value", { param: "None", message: "Unsupported parameter: 'max_tokens'" }],
    [
      "by its place",
      { message: "invalid", details: [{ loc: ["body", "max_completion_tokens"], msg: "Extra" }] },
    ],
    ["with a value too large", { param: "max_tokens", message: "max_tokens is too large: 100000." }],
    [
      "a schema",
      {
        param: "response_format",
        message: "Invalid schema for response_format 'a': In context=('properties', 'image'), no.",
      },
    ],
    ["by another server's sentence", { message: "property 'stop' is unsupported" }],
    ["by FastAPI's", { message: "temperature: Input should be less than or equal to 2" }],
  ])("%s", (_what, error) => {
    expect(reasonOf(400, error)).toBe("setting");
    expect(reasonOf(422, error)).toBe("setting");
    expect(reasonOf(503, error)).toBeUndefined();
  });

  it.each<[what: string, error: object]>([
    ["the item's text", { param: "messages[0].content", message: "Invalid value." }],
    ["the item's place", { message: "invalid", details: [{ loc: ["body", "messages", 0], msg: "No." }] }],
    ["an input", { param: "input", message: "Invalid value." }],
    ["an image", { param: "messages[1].content[0].image_url", message: "Could not be fetched." }],
    [
      "the item behind a setting",
      { param: "response_format", message: "The messages must contain the word json." },
    ],
    [
      "the text behind a limit",
      { param: "max_tokens", message: "Your input leaves no room: only 5 are left." },
    ],
  ])("is none where the item is to blame: %s", (_what, error) => {
    expect(reasonOf(400, error)).toBeUndefined();
  });
});

it("a content filter has no reason of these", () => {
  expect(reasonOf(403, { code: "content_filter", message: "The prompt is too long." })).toBeUndefined();
});
