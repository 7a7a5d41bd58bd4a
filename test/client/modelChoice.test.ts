import { chooseModel } from "../../src/client/endpoint/modelChoice";
import { resolveEndpoint } from "../../src/client/endpoint/resolveEndpoint";
import { chatPurpose, imagePurpose } from "../../src/inputs/model";
import { chatAnswer } from "../support/answers";
import { keyConnection, run } from "../support/connector";
import { startScriptedServer } from "../support/scriptedServer";

const endpointAt = (path: string) =>
  resolveEndpoint({
    endpoint: `https://my-resource.openai.azure.com${path}`,
    organization: "",
    isOpenAIKey: false,
    apiVersion: "v1",
  });

const deployed = "/openai/deployments/pasted";

describe("the model of a chat step", () => {
  it.each<[path: string, model: string, chosen: string]>([
    ["", "gpt-5.4", "gpt-5.4"],
    ["/openai/v1/chat/completions", "gpt-5.4", "gpt-5.4"],
    [deployed, "gpt-5.4", "pasted"],
    [`${deployed}/chat/completions?api-version=2024-10-21`, "gpt-5.4", "pasted"],
    [`${deployed}/completions`, "gpt-5.4", "pasted"],
    [`${deployed}/responses`, "gpt-5.4", "pasted"],
    [`${deployed}/embeddings?api-version=2024-10-21`, "gpt-5.4", "gpt-5.4"],
    [`${deployed}/images/generations`, "gpt-5.4", "gpt-5.4"],
    [`${deployed}/audio/speech`, "gpt-5.4", "gpt-5.4"],
    [`${deployed}/chat/completions`, "my-own", "my-own"],
    [`${deployed}/chat/completions`, "GPT-5.4", "GPT-5.4"],
    [`${deployed}/chat/completions`, "gpt-image-2", "gpt-image-2"],
  ])("at %s with %s entered is %s", (path, model, chosen) => {
    expect(chooseModel(endpointAt(path), model, chatPurpose)).toBe(chosen);
  });
});

describe("the model of an image step", () => {
  it.each<[path: string, model: string, chosen: string]>([
    ["", "gpt-image-2", "gpt-image-2"],
    [deployed, "gpt-image-2", "pasted"],
    [`${deployed}/images/generations`, "gpt-image-2", "pasted"],
    [`${deployed}/images/edits`, "gpt-image-2", "pasted"],
    [`${deployed}/chat/completions`, "gpt-image-2", "gpt-image-2"],
    [`${deployed}/images/generations`, "my-own", "my-own"],
    [`${deployed}/images/generations`, "gpt-5.4", "gpt-5.4"],
  ])("at %s with %s entered is %s", (path, model, chosen) => {
    expect(chooseModel(endpointAt(path), model, imagePurpose)).toBe(chosen);
  });
});

it.each([
  [undefined, "pasted"],
  ["gpt-5.4", "pasted"],
  ["another", "another"],
])("a step whose model is %s asks the deployment %s of the pasted target URI", async (model, deployment) => {
  const server = await startScriptedServer([chatAnswer()]);
  const target = `${server.url}${deployed}/chat/completions?api-version=2024-10-21`;
  await run("createChatCompletion", {
    connection: keyConnection(target),
    ...(model && { model }),
    userPrompt: "Hello",
  });
  await server.close();
  expect(server.requests.map(({ url }) => url)).toEqual([
    `/openai/deployments/${deployment}/chat/completions?api-version=2024-10-21`,
  ]);
});
