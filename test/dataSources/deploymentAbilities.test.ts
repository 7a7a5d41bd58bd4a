import type { DeployedModel } from "../../local/endpoint/catalogue/deployedModel";
import { failureOf } from "../support/connector";
import { shareStarted } from "../support/hooks";
import { pick, pickKeys, startAzure, subscriptionWith } from "./azureSetting";

const azure = shareStarted(() => startAzure());

const sku = (name: string) => ({ name, capacity: 1 });

/** One deployment of each kind; their names say something else than their models. */
const deployments: DeployedModel[] = [
  { name: "whisper-old", model: "gpt-5.4", capabilities: ["chatCompletion", "responses"] },
  { name: "chatty", model: "text-embedding-3-large", capabilities: ["embeddings"] },
  { name: "draw", model: "gpt-image-2", capabilities: ["imageGenerations"] },
  { name: "draw-unflagged", model: "gpt-image-2", capabilities: [] },
  { name: "listen", model: "gpt-transcribe", capabilities: ["realtime"] },
  { name: "speak", model: "gpt-4o-mini-tts", capabilities: [] },
  { name: "listen-flagged", model: "gpt-transcribe", capabilities: ["audio"] },
  { name: "live", model: "gpt-realtime-2", capabilities: ["realtime"] },
  { name: "film", model: "sora-2", capabilities: [] },
  { name: "stranger", model: "brand-new", capabilities: [] },
  { name: "gpt-batch", model: "gpt-5.4", capabilities: ["chatCompletion"], sku: sku("GlobalBatch") },
  { name: "zone-batch", model: "gpt-5.4", capabilities: ["chatCompletion"], sku: sku("DataZoneBatch") },
];

const expected: Array<[picker: string, ability: string, keys: string[]]> = [
  ["selectChatDeployment", "chat", ["stranger", "whisper-old"]],
  ["selectEmbeddingDeployment", "embeddings", ["chatty", "stranger"]],
  ["selectImageDeployment", "image", ["draw", "draw-unflagged", "stranger"]],
  ["selectAudioDeployment", "audio", ["listen", "listen-flagged", "speak", "stranger"]],
  ["selectSpeechDeployment", "speech", ["speak", "stranger"]],
  ["selectTranscriptionDeployment", "transcription", ["listen", "listen-flagged", "stranger"]],
  ["selectBatchDeployment", "batch", ["gpt-batch", "zone-batch"]],
];

const manage = (list: DeployedModel[] = deployments) =>
  azure.manage({
    subscriptions: [subscriptionWith("s1", { name: "r", endpoint: azure.service.url, deployments: list })],
  });

describe("a picker offers what its steps can call, and what can't be judged", () => {
  beforeEach(() => manage());

  it.each(expected)("%s", async (picker, _ability, keys) => {
    expect(await pickKeys(picker, { connection: azure.principal() })).toEqual(keys);
  });

  it.each(expected)("%s, which is Select Deployment narrowed down to %s", async (_picker, ability, keys) => {
    expect(await pickKeys("selectDeployment", { connection: azure.principal(), ability })).toEqual(keys);
  });

  it.each([undefined, "", "any", "ANY "])("everything for the ability %p", async (ability) => {
    const keys = await pickKeys("selectDeployment", { connection: azure.principal(), ability });
    expect(keys).toHaveLength(deployments.length);
  });

  it("nothing before an unknown ability is corrected", async () => {
    const failure = await failureOf(
      pick("selectDeployment", { connection: azure.principal(), ability: "poetry" }),
    );
    expect(failure.message).toMatch(/^Ability: "poetry" is not accepted/);
    expect(azure.manager.requests).toEqual([]);
  });
});

describe("the deployment that the endpoint names", () => {
  const at = (path: string) => azure.principal(`${azure.service.url}/openai/deployments/mine${path}`);
  const chatUri = "/chat/completions?api-version=2024-10-21";

  it.each([
    ["selectChatDeployment", chatUri, true],
    ["selectDeployment", chatUri, true],
    ["selectEmbeddingDeployment", chatUri, false],
    ["selectImageDeployment", chatUri, false],
    ["selectBatchDeployment", chatUri, false],
    ["selectEmbeddingDeployment", "/embeddings", true],
    ["selectImageDeployment", "/images/generations", true],
    ["selectAudioDeployment", "/audio/transcriptions", true],
    ["selectAudioDeployment", "/audio/speech", true],
    ["selectSpeechDeployment", "/audio/speech", true],
    ["selectSpeechDeployment", "/audio/transcriptions", false],
    ["selectTranscriptionDeployment", "/audio/translations", true],
    ["selectTranscriptionDeployment", "/audio/speech", false],
    ["selectChatDeployment", "/audio/transcriptions", false],
    ["selectChatDeployment", "", true],
    ["selectImageDeployment", "", true],
  ])("is offered by %s at %s: %p", async (picker, path, isOffered) => {
    await manage([]);
    const { choices } = await pick(picker, { connection: at(path) });
    expect(choices).toEqual(
      isOffered ? [{ key: "mine", label: "mine (named by the connection's endpoint)" }] : [],
    );
  });

  it("is not offered for what the list says it is not for", async () => {
    await manage([{ name: "mine", model: "text-embedding-3-large", capabilities: ["embeddings"] }]);
    expect(await pickKeys("selectChatDeployment", { connection: at("") })).toEqual([]);
  });
});
