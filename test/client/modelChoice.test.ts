import { chooseModel } from "../../src/client/endpoint/modelChoice";
import { resolveEndpoint } from "../../src/client/endpoint/resolveEndpoint";
import { chatPurpose, imagePurpose } from "../../src/inputs/model";
import { chatAnswer } from "../support/answers";
import { failureOf, keyConnection, run } from "../support/connector";
import { useServer } from "../support/hooks";

const azure = "https://my-resource.openai.azure.com";
const openAI = "https://api.openai.com/v1";
const gateway = "https://gateway.example.com/v1";
const deployed = `${azure}/openai/deployments/pasted`;

const placeAt = (endpoint: string, defaultModel: string) => ({
  endpoint: resolveEndpoint({ endpoint, organization: "", isOpenAIKey: false, apiVersion: "v1" }),
  defaultModel,
});

describe("the model of a chat step", () => {
  it.each<[endpoint: string, ofConnection: string, model: string | undefined, chosen: string | undefined]>([
    [azure, "mine", "my-own", "my-own"],
    [`${deployed}/chat/completions`, "mine", "my-own", "my-own"],
    [`${deployed}/chat/completions`, "", "gpt-5.4", "gpt-5.4"],
    [azure, "mine", undefined, "mine"],
    [azure, "mine", "", "mine"],
    [`${deployed}/chat/completions`, "mine", undefined, "mine"],
    [openAI, "mine", undefined, "mine"],
    [deployed, "", undefined, "pasted"],
    [`${deployed}/chat/completions?api-version=2024-10-21`, "", undefined, "pasted"],
    [`${deployed}/completions`, "", undefined, "pasted"],
    [`${deployed}/responses`, "", undefined, "pasted"],
    [openAI, "", undefined, "gpt-5.4"],
    ["https://eu.api.openai.com/v1", "", undefined, "gpt-5.4"],
    [azure, "", undefined, undefined],
    [`${azure}/openai/v1/chat/completions`, "", undefined, undefined],
    [`${deployed}/embeddings?api-version=2024-10-21`, "", undefined, undefined],
    [`${deployed}/images/generations`, "", undefined, undefined],
    [gateway, "", undefined, undefined],
    ["http://localhost:11434/v1", "", undefined, undefined],
  ])("at %s with the connection's %j and %j entered is %j", (endpoint, ofConnection, model, chosen) => {
    expect(chooseModel(placeAt(endpoint, ofConnection), model, chatPurpose)?.name).toBe(chosen);
  });
});

describe("the model of an image step", () => {
  it.each<[endpoint: string, model: string | undefined, chosen: string | undefined]>([
    [azure, "my-own", "my-own"],
    [azure, undefined, undefined],
    [deployed, undefined, "pasted"],
    [`${deployed}/images/generations`, undefined, "pasted"],
    [`${deployed}/images/edits`, undefined, "pasted"],
    [`${deployed}/chat/completions`, undefined, undefined],
    [openAI, undefined, "gpt-image-2"],
  ])("at %s with %j entered is %j, whatever writes the connection's texts", (endpoint, model, chosen) => {
    expect(chooseModel(placeAt(endpoint, "my-gpt"), model, imagePurpose)?.name).toBe(chosen);
  });
});

describe("a step", () => {
  const server = useServer();
  const pasted = "/openai/deployments/pasted/chat/completions?api-version=2024-10-21";
  const none = { defaultModel: " " };
  const asked = () => server.requests.map(({ url, body }) => [url, JSON.parse(body).model]);

  it.each([
    [undefined, none, "pasted"],
    [undefined, { defaultModel: " mine " }, "mine"],
    ["gpt-5.4", none, "gpt-5.4"],
  ])("whose model is %j asks, with %j of its connection, %j", async (model, fields, deployment) => {
    server.script(chatAnswer());
    const connection = keyConnection(`${server.url}${pasted}`, fields);
    await run("createChatCompletion", { connection, model, userPrompt: "Hello" });
    const url = `/openai/deployments/${deployment}/chat/completions?api-version=2024-10-21`;
    expect(asked()).toEqual([[url, deployment]]);
  });

  it.each([
    ["createChatCompletion", { userPrompt: "Hello" }, "Default Model / Deployment in the connection."],
    ["createCompletions", { messages: ["One", "Two"] }, "Default Model / Deployment in the connection."],
    ["summarizeText", { textToSummarize: "A text." }, "Default Model / Deployment in the connection."],
    ["createBatch", { messages: ["One"] }, "Default Model / Deployment in the connection."],
    ["createImage", { prompt: "A cat" }, "the target URI of its deployment as Endpoint in the connection."],
  ])("of %s without any model is refused with the two places to enter one", async (action, params, other) => {
    const connection = keyConnection(server.url, none);
    const { message } = await failureOf(run(action, { connection, ...params }));
    expect(message).toBe(
      `Model / Deployment Name: it is empty. Enter a deployment or model in the step, or ${other}`,
    );
    expect(server.requests).toEqual([]);
  });

  it.each([
    ["second", "second"],
    [undefined, "first"],
  ])(
    "that names no model asks, of a fallback connection with %j as default, %j",
    async (defaultModel, second) => {
      server.script({ status: 500 }, chatAnswer());
      await run("createChatCompletion", {
        connection: keyConnection(server.url, { defaultModel: "first" }),
        userPrompt: "Hello",
        fallbackConnection: keyConnection(`${server.url}/other`, { defaultModel }),
        requestOptions: { maxRetries: 0 },
      });
      expect(asked().slice(-1)).toEqual([["/other/openai/v1/chat/completions", second]]);
    },
  );

  it.each([
    [undefined, ", the Default Model / Deployment of the connection."],
    ["mine", "."],
  ])("tells of a model that is not there where its name %j comes from", async (model, origin) => {
    server.script({
      status: 404,
      body: { error: { code: "DeploymentNotFound", message: "No such deployment." } },
    });
    const connection = keyConnection(server.url, { defaultModel: "mine" });
    const { message } = await failureOf(
      run("createChatCompletion", { connection, model, userPrompt: "Hello" }),
    );
    expect(message).toContain(`"mine" was asked for${origin}`);
  });
});
