import { structuredObjectInput } from "@prismatic-io/spectral";
import type { Tool } from "openai/resources/responses/responses";
import { cleanBoolean, cleanPairs, refuse } from "../../inputs/cleaners";
import { choiceInput, flagInput, listInput, nameInput, numberInput, pairsInput } from "../../inputs/kinds";
import { optional } from "../../inputs/optional";
import { type SettingsOf, settingsOf } from "../../inputs/settingsOf";
import { refuseInput } from "../../text/InputError";

const approvalsLabel = "Approvals";

/** Group of the tools that the service runs itself, while it answers. */
export const hostedTools = structuredObjectInput({
  label: "Hosted Tools",
  comments: "Tools that the service runs itself while it answers. Each has a price of its own.",
  inputs: {
    webSearch: flagInput({
      label: "Web Search",
      comments: "When true, the model may search the web. On Azure, the search leaves the resource's region.",
    }),
    searchDomains: listInput({
      label: "Search Domains",
      comments: "The only sites that Web Search reads, such as example.com. Empty allows all.",
      placeholder: "Enter a domain",
      example: "learn.microsoft.com",
      most: 100,
    }),
    vectorStoreIds: listInput({
      label: "Vector Store IDs",
      comments: "Vector stores whose files the model may search. Empty offers no search of files.",
      placeholder: "Enter the id of a vector store",
      example: "vs_abc123",
      most: 100,
    }),
    mostFileResults: numberInput({
      label: "Most File Results",
      comments: "The most pieces of files that a search gives the model. Empty leaves it to the service.",
      example: "10",
      range: { min: 1, max: 50, isInteger: true },
    }),
    codeInterpreter: flagInput({
      label: "Code Interpreter",
      comments: "When true, the model may run Python on files; what it makes comes out under files.",
    }),
    interpreterFileIds: listInput({
      label: "Interpreter File IDs",
      comments: "Uploaded files (purpose Assistants) that Code Interpreter can open.",
      placeholder: "Enter the id of a file",
      example: "file-abc123",
      most: 50,
    }),
    imageGeneration: flagInput({
      label: "Image Generation",
      comments: "When true, the model may draw images; they come out under files.",
    }),
    imageDeployment: nameInput({
      label: "Image Deployment",
      dataSource: "selectImageDeployment",
      comments: "The deployment that draws the images on Azure, which needs one. Empty on OpenAI.",
      placeholder: "Enter a deployment name",
      example: "gpt-image-2",
    }),
    mcpServer: nameInput({
      label: "MCP Server URL",
      comments: "The https address of a remote MCP server whose tools the model may call.",
      placeholder: "Enter an address",
      example: "https://mcp.example.com/mcp",
    }),
    mcpLabel: nameInput({
      label: "MCP Server Label",
      comments: "A short name for the server, which calls and approvals show.",
      placeholder: "Enter a name",
      example: "orders",
    }),
    mcpAuthorization: nameInput({
      label: "MCP Authorization",
      comments: "An access token for the server, without Bearer. Reference a configuration variable.",
      placeholder: "Reference a token",
      example: "A reference to a token",
    }),
    mcpTools: listInput({
      label: "MCP Tools",
      comments: "The only tools of the server that may be called. Empty allows all.",
      placeholder: "Enter the name of a tool",
      example: "find_order",
      most: 128,
    }),
    mcpApproval: choiceInput({
      label: "MCP Approval",
      comments: "Whether calls of the server's tools wait for Approvals of a next step. Empty is Always.",
      placeholder: "Choose whether to wait",
      example: "always",
      choices: { always: "Always", never: "Never" },
    }),
    approvals: {
      ...pairsInput({
        label: approvalsLabel,
        comments: "Answers to approvals of the step before: the id of each, with true or false.",
        placeholder: "Enter true or false",
        example: "true",
      }),
      clean: (value: unknown): Array<readonly [id: string, isApproved: boolean]> =>
        cleanPairs(approvalsLabel)(value).map(([id, entry]) => [
          id,
          cleanBoolean(approvalsLabel)(entry) ??
            refuse(approvalsLabel, entry, "Enter true or false for each id."),
        ]),
    },
  },
});

type Group = SettingsOf<typeof hostedTools>;

const labelOf = (key: keyof (typeof hostedTools)["inputs"]): string => hostedTools.inputs[key].label;

const refuseWithout = (
  key: Parameters<typeof labelOf>[0],
  value: unknown,
  needed: Parameters<typeof labelOf>[0],
): void => {
  if (value !== undefined)
    refuseInput(labelOf(key), `it is filled in, and ${labelOf(needed)} is not.`, `Fill in both, or none.`);
};

const mcpTool = (settings: Partial<ReturnType<typeof read>>): Tool[] => {
  const { mcpServer, mcpLabel, mcpAuthorization, mcpTools, mcpApproval } = settings;
  if (mcpServer === undefined) {
    for (const key of ["mcpLabel", "mcpAuthorization", "mcpTools", "mcpApproval"] as const)
      refuseWithout(key, settings[key], "mcpServer");
    return [];
  }
  if (!/^https:\/\/./i.test(mcpServer))
    refuseInput(
      labelOf("mcpServer"),
      "it is no https address.",
      "Enter one such as https://mcp.example.com/mcp.",
    );
  return [
    {
      type: "mcp",
      server_label: mcpLabel ?? "server",
      server_url: mcpServer,
      ...optional("authorization", mcpAuthorization),
      ...optional("allowed_tools", mcpTools),
      ...optional("require_approval", mcpApproval),
    },
  ];
};

const read = (group: Group) => settingsOf(hostedTools, group);

/** What a request has of hosted tools, and of answers to their questions. */
interface HostedFields {
  tools: Tool[];
  /** The deployment that draws images, which Azure takes in a header. */
  imageDeployment: string | undefined;
  hasInterpreter: boolean;
  approvals: ReadonlyArray<readonly [id: string, isApproved: boolean]>;
}

/**
 * The hosted tools of a step.
 * @throws InputError with the label of a setting whose tool is not on, or of a tool that lacks one.
 */
export const hostedToolFields = (group: Group, isAzure: boolean): HostedFields => {
  const settings = read(group);
  const { webSearch, searchDomains, vectorStoreIds, mostFileResults, codeInterpreter } = settings;
  const { interpreterFileIds, imageGeneration, imageDeployment, approvals = [] } = settings;
  if (!webSearch) refuseWithout("searchDomains", searchDomains, "webSearch");
  if (!vectorStoreIds) refuseWithout("mostFileResults", mostFileResults, "vectorStoreIds");
  if (!codeInterpreter) refuseWithout("interpreterFileIds", interpreterFileIds, "codeInterpreter");
  if (!imageGeneration) refuseWithout("imageDeployment", imageDeployment, "imageGeneration");
  if (imageGeneration && isAzure && imageDeployment === undefined)
    refuseInput(
      labelOf("imageDeployment"),
      "it is empty.",
      "Enter the deployment that draws the images: Azure needs one.",
    );
  return {
    tools: [
      ...(webSearch
        ? [
            {
              type: "web_search" as const,
              ...(searchDomains && { filters: { allowed_domains: searchDomains } }),
            },
          ]
        : []),
      ...(vectorStoreIds
        ? [
            {
              type: "file_search" as const,
              vector_store_ids: vectorStoreIds,
              ...optional("max_num_results", mostFileResults),
            },
          ]
        : []),
      ...(codeInterpreter
        ? [
            {
              type: "code_interpreter" as const,
              container: { type: "auto" as const, ...optional("file_ids", interpreterFileIds) },
            },
          ]
        : []),
      ...(imageGeneration ? [{ type: "image_generation" as const }] : []),
      ...mcpTool(settings),
    ],
    imageDeployment: isAzure ? imageDeployment : undefined,
    hasInterpreter: codeInterpreter === true,
    approvals,
  };
};
