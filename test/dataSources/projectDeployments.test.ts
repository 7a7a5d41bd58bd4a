import { errorAnswer } from "../support/answers";
import { shareStarted } from "../support/hooks";
import { byPath, modelList, pick, pickKeys, startAzure, subscriptionWith } from "./azureSetting";

const azure = shareStarted(() => startAzure());

const listed = (name: string, more: Record<string, unknown> = {}) => ({
  ...{
    name,
    type: "ModelDeployment",
    modelName: "gpt-5.4",
    modelVersion: "2026-03-05",
    modelPublisher: "OpenAI",
  },
  ...{ capabilities: { chat_completion: "true" }, sku: { name: "GlobalStandard", capacity: 50 } },
  ...more,
});

const projectList = (...value: unknown[]) => ({ body: { value } });

const projectPath = "/api/projects/my-project/deployments";

/** Scripts the project's list and the catalogue. */
const serve = (list: Parameters<typeof byPath>[0][string]) =>
  azure.service.script(byPath({ [projectPath]: list, "/models": modelList("gpt-5.4") }));

const endpoint = () => `${azure.service.url}/api/projects/my-project`;
const paths = () => azure.service.requests.map(({ url }) => url);

const manageHere = () =>
  azure.manage({
    subscriptions: [
      subscriptionWith("s1", { name: "r", endpoint: azure.service.url, deployments: ["managed-gpt"] }),
    ],
  });

beforeEach(manageHere);

describe("the list of the Foundry project that the endpoint names", () => {
  it("is shown in the form of every list, and nothing else is asked", async () => {
    serve(
      projectList(listed("b10"), listed("b9"), listed("my-gpt", { sku: undefined, modelVersion: undefined })),
    );
    const { choices, warnings } = await pick("selectDeployment", { connection: azure.principal(endpoint()) });
    expect(choices).toEqual([
      { key: "b9", label: "b9 (gpt-5.4 2026-03-05, GlobalStandard)" },
      { key: "b10", label: "b10 (gpt-5.4 2026-03-05, GlobalStandard)" },
      { key: "my-gpt", label: "my-gpt (gpt-5.4)" },
    ]);
    expect(warnings).toEqual([]);
    expect(paths()).toEqual([`${projectPath}?api-version=v1`]);
    expect(azure.manager.requests).toEqual([]);
  });

  it("is read with a token for Foundry alone", async () => {
    serve(projectList(listed("my-gpt")));
    await pick("selectDeployment", { connection: azure.principal(endpoint()) });
    expect(azure.audiencesAt(azure.service.requests)).toEqual(["https://ai.azure.com"]);
  });

  it("leaves out what is no deployment of a model", async () => {
    serve(
      projectList(
        listed("my-gpt"),
        listed("an-agent", { type: "Agent" }),
        listed("bare", { type: undefined }),
      ),
    );
    expect(await pickKeys("selectDeployment", { connection: azure.principal(endpoint()) })).toEqual([
      "bare",
      "my-gpt",
    ]);
  });

  it("offers for batches what is made for them, and what has no SKU to tell", async () => {
    const batch = listed("batch", { sku: { name: "GlobalBatch" } });
    serve(projectList(batch, listed("standard"), listed("unknown", { sku: undefined })));
    const connection = azure.principal(endpoint());
    expect(await pickKeys("selectBatchDeployment", { connection })).toEqual(["batch", "unknown"]);
    expect(await pickKeys("selectChatDeployment", { connection })).toEqual(["standard", "unknown"]);
  });

  it("is read with a pasted token as well", async () => {
    serve(projectList(listed("my-gpt")));
    expect(await pickKeys("selectDeployment", { connection: azure.pasted(endpoint()) })).toEqual(["my-gpt"]);
    expect(azure.service.requests[0]?.headers.authorization).toBe("Bearer pasted-token-0123456789");
  });

  it("is read with a user's sign-in as well", async () => {
    serve(projectList(listed("my-gpt")));
    const connection = {
      ...{
        key: "entraUser",
        configVarKey: "Azure OpenAI",
        fields: { endpoint: endpoint(), apiVersion: "v1" },
      },
      token: { access_token: "signed-in-0123456789" },
    };
    expect(await pickKeys("selectDeployment", { connection })).toEqual(["my-gpt"]);
    expect(azure.service.requests[0]?.headers.authorization).toBe("Bearer signed-in-0123456789");
  });

  it("is not asked for with a key, which it does not take", async () => {
    serve(projectList(listed("my-gpt")));
    expect(await pickKeys("selectDeployment", { connection: azure.withKey(endpoint()) })).toEqual([
      "gpt-5.4",
    ]);
    expect(paths().filter((path) => path.includes("projects/my-project/deployments"))).toEqual([]);
  });
});

describe("when the project's list can't be read", () => {
  const role = "Give the identity the role Reader on what is listed, so that the Foundry project shows it";
  const lacking = { code: "PermissionDenied", message: "The principal lacks the data action." };
  const refusals: Array<[string, Parameters<typeof byPath>[0][string], advice: string]> = [
    ["it is refused", errorAnswer(403), role],
    ["the token is refused", errorAnswer(401), role],
    ["a data action is missing", { status: 403, body: { error: lacking } }, role],
    ["there is none", errorAnswer(404), "Check the ids: nothing has this address."],
    ["it is no list", { body: { deployments: [] } }, "check Endpoint"],
  ];

  it.each(refusals)("Resource Manager is asked, and the log says why: %s", async (_what, answer, advice) => {
    serve(answer);
    const { choices, warnings } = await pick("selectDeployment", { connection: azure.principal(endpoint()) });
    expect(choices.map(({ key }) => key)).toEqual(["managed-gpt"]);
    expect(warnings).toEqual([
      expect.stringMatching(/^Select Deployment goes on without the list of deployments: /),
    ]);
    expect(warnings[0]).toContain(advice);
  });

  it("and no Resource Manager is open to the connection, the catalogue is shown", async () => {
    serve(errorAnswer(403));
    const { choices, warnings } = await pick("selectDeployment", { connection: azure.pasted(endpoint()) });
    expect(choices.map(({ key }) => key)).toEqual(["gpt-5.4"]);
    expect(warnings).toHaveLength(1);
    expect(azure.manager.requests).toEqual([]);
  });

  it("each service sees its own token alone", async () => {
    serve(errorAnswer(403));
    await azure.manage({ subscriptions: [] });
    await pick("selectDeployment", { connection: azure.principal(endpoint()) });
    const to = (text: string) => azure.service.requests.filter(({ url }) => url.includes(text));
    expect(azure.audiencesAt(to("/deployments"))).toEqual(["https://ai.azure.com"]);
    expect(azure.audiencesAt(to("/models"))).toEqual(["https://cognitiveservices.azure.com"]);
    expect(azure.audiencesAt(azure.manager.requests)).toEqual([azure.manager.url]);
  });
});
