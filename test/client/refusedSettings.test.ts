import { failureOf, keyConnection, run } from "../support/connector";
import { shareServer } from "../support/hooks";

const server = shareServer();

const failWith = (status: number, body: object, action = "createChatCompletion", params: object = {}) => {
  server.script({ status, body });
  return failureOf(run(action, { connection: keyConnection(server.url), userPrompt: "Hello", ...params }));
};

const leaveTokens = "Leave Max Output Tokens empty: this model does not take the value.";

describe("a refused parameter has the form's name", () => {
  it.each<[what: string, status: number, body: object, mend: string]>([
    [
      "OpenAI's sentence",
      400,
      { error: { message: "Unrecognized request argument supplied: max_completion_tokens", param: null } },
      leaveTokens,
    ],
    [
      "the sentence of another model",
      400,
      {
        error: {
          message:
            "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
        },
      },
      leaveTokens,
    ],
    [
      "FastAPI's list",
      422,
      {
        detail: [
          {
            type: "extra_forbidden",
            loc: ["body", "max_completion_tokens"],
            msg: "Extra inputs are not permitted",
          },
        ],
      },
      leaveTokens,
    ],
    [
      "Foundry's list",
      422,
      {
        error: {
          code: "Invalid input",
          status: 422,
          message: "invalid input error",
          details: [
            {
              type: "extra_forbidden",
              loc: ["body", "max_completion_tokens"],
              msg: "Extra inputs are not permitted",
            },
          ],
        },
      },
      leaveTokens,
    ],
    [
      "the list in a message",
      422,
      {
        object: "error",
        message: {
          detail: [{ loc: ["body", "max_completion_tokens"], msg: "Extra inputs are not permitted" }],
        },
        type: "invalid_request_error",
      },
      leaveTokens,
    ],
    [
      "the list in a message's text",
      422,
      {
        error: {
          message:
            '{"detail":[{"loc":["body","max_completion_tokens"],"msg":"Extra inputs are not permitted"}]}',
        },
      },
      leaveTokens,
    ],
    [
      "param",
      400,
      { error: { message: "Too small.", param: "max_completion_tokens" } },
      "Check the value of Max Output Tokens.",
    ],
    [
      "param, and a code",
      400,
      { error: { message: "No.", param: "temperature", code: "unsupported_value" } },
      "Leave Temperature empty: this model does not take the value.",
    ],
    ["a param of no value", 400, { error: { message: "No.", param: "None" } }, "Check the step's inputs."],
    [
      "a param of no value, and a code",
      400,
      { error: { message: "No.", param: "", code: "unsupported_value" } },
      "Leave the input that the service names empty: this model does not take the value.",
    ],
    [
      "additional properties",
      400,
      { error: { message: "Additional properties are not allowed ('reasoning_effort' was unexpected)" } },
      "Leave Reasoning Effort empty: this model does not take the value.",
    ],
    [
      "a name without an input",
      400,
      { error: { message: "Unknown parameter: 'top_k'." } },
      "Leave top_k empty: this model does not take the value.",
    ],
    [
      "a system prompt",
      400,
      {
        error: {
          message: "Unsupported value: 'messages[0].role' does not support 'system' with this model.",
          param: "messages[0].role",
        },
      },
      "Leave System Prompt empty, and put what it says into User Prompt: this model takes no such message.",
    ],
    [
      "another spelling of it",
      400,
      { error: { message: "Developer messages are not supported", param: "messages.[0].role" } },
      "Leave System Prompt empty, and put what it says into User Prompt: this model takes no such message.",
    ],
    [
      "a role",
      400,
      { error: { message: "Invalid role.", param: "messages[3].role" } },
      "Check the roles of Messages.",
    ],
    [
      "a message",
      400,
      { error: { message: "Invalid type.", param: "messages.[1].content.[0].type" } },
      "Check what Messages holds.",
    ],
    [
      "too long a text",
      400,
      {
        error: {
          message:
            "This model's maximum context length is 10 tokens. Please reduce the length of the messages.",
        },
      },
      "Shorten the input, or use a model with a larger context.",
    ],
    [
      "too much for the quota",
      429,
      {
        error: {
          message: "Request too large for gpt-x: Limit 10, Requested 20.",
          code: "rate_limit_exceeded",
        },
      },
      "No wait makes it fit: shorten the input, lower Max Output Tokens, or ask the service for more quota of tokens.",
    ],
  ])("by %s", async (_what, status, body, mend) => {
    const error = await failWith(status, body);
    expect(error.mend).toBe(mend);
    expect(error.message.endsWith(` ${mend}`)).toBe(true);
    expect(error).toMatchObject({ kind: "rejected", attempts: 1 });
    expect(error.message).not.toMatch(/[{}]|value of None/);
  });

  it("images call n otherwise", async () => {
    const body = { error: { message: "Too many.", param: "n" } };
    const error = await failWith(400, body, "createImage", { model: "m", prompt: "A cat" });
    expect(error.mend).toBe("Check the value of Number of Images.");
  });

  it("Raw Request has it in Data", async () => {
    const params = { url: "/chat/completions", method: "POST", data: "{}" };
    const body = { error: { message: "Unknown parameter: 'top_k'." } };
    expect((await failWith(400, body, "rawRequest", params)).mend).toBe("Leave top_k out of Data.");
    const wrong = { error: { message: "Wrong.", param: "top_k" } };
    expect((await failWith(400, wrong, "rawRequest", params)).mend).toBe("Check the value of top_k in Data.");
  });
});

describe("an account that can't be used is asked once, and not called a wrong connection", () => {
  it.each<[status: number, error: object, mend: RegExp]>([
    [429, { code: "billing_not_active", message: "Your account is not active." }, /set up its payment/],
    [429, { code: "insufficient_quota", message: "No." }, /Add credit/],
    [402, { message: "Insufficient credits" }, /Add credit/],
    [400, { type: "budget_exceeded", message: "Budget has been exceeded!" }, /budget is used up/],
    [401, { code: "account_deactivated", message: "Deactivated." }, /closed or suspended/],
    [429, { code: "access_terminated", message: "Terminated." }, /closed or suspended|no credit/],
  ])("%d %j", async (status, error, mend) => {
    const failure = await failWith(status, { error });
    expect(failure).toMatchObject({ reason: "account", attempts: 1, status });
    expect(failure.mend).toMatch(mend);
    expect(failure).not.toHaveProperty("connection");
    expect(server.requests).toHaveLength(1);
  });
});

describe("a deployment that is not there", () => {
  const missing = (message: string) => ({ error: { code: "DeploymentNotFound", message } });

  it("is named, and that it is the input's default", async () => {
    const error = await failWith(404, missing("It does not exist."));
    expect(error.mend).toContain(
      '; "gpt-5.4" was asked for, the Default Model / Deployment of the connection. A deployment made in the last',
    );
    const named = await failWith(404, missing("It does not exist."), "createChatCompletion", {
      model: "mine",
    });
    expect(named.mend).toContain('; "mine" was asked for. A deployment made in the last 5 minutes');
  });

  it("is told of no sentence twice", async () => {
    const said =
      "If you created the deployment within the last 5 minutes, please wait a moment and try again.";
    const { message } = await failWith(404, missing(said));
    expect(message.match(/5 minutes/g)).toHaveLength(1);
  });

  it("is named by OpenAI's 404 and by a model that the project may not use", async () => {
    const connection = keyConnection(`${server.url}/v1`, { isOpenAIKey: "true" });
    const body = {
      error: { code: "model_not_found", message: "Project `p` does not have access to model `mine`" },
    };
    for (const status of [403, 404]) {
      const error = await failWith(status, body, "createChatCompletion", { connection, model: "mine" });
      expect(error).toMatchObject({ kind: "notFound", reason: "deployment", status });
      expect(error).not.toHaveProperty("connection");
      expect(error.mend).toContain('"mine" was asked for');
      expect(error.mend).not.toMatch(/Cognitive Services|API Key/);
    }
  });

  it("or is paused is told to be resumed", async () => {
    const error = await failWith(423, { error: { code: "423", message: "Locked" } });
    expect(error).toMatchObject({ kind: "notFound", reason: "deployment", attempts: 1 });
    expect(error.message).toBe(
      "Create Chat Completion asked a deployment that is paused (status 423). Locked. Resume the deployment, or enter another under Model / Deployment Name.",
    );
    expect(server.requests).toHaveLength(1);
  });
});
