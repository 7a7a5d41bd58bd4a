import { structuredObjectInput } from "@prismatic-io/spectral";
import { cleanBoolean, cleanPairs, refuse } from "../../inputs/cleaners";
import {
  choiceInput,
  flagInput,
  listInput,
  nameInput,
  numberInput,
  pairsInput,
  secretInput,
} from "../../inputs/kinds";

const approvalsLabel = "Approvals";

/** Group of the tools that the service runs itself, while it answers. */
export const hostedTools = structuredObjectInput({
  label: "Hosted Tools",
  comments: "Tools that the service runs while it answers, each with a price of its own.",
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
      comments: "The most pieces of files that a search gives the model.",
      example: "10",
      range: { min: 1, max: 50, isInteger: true },
    }),
    codeInterpreter: flagInput({
      label: "Code Interpreter",
      comments: "When true, the model may run Python; what it makes is in files.",
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
      comments: "When true, the model may draw images, which are in files.",
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
    mcpAuthorization: secretInput({
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
      comments: "Whether calls wait for Approvals of a next step. Empty is Always.",
      placeholder: "Choose whether to wait",
      example: "always",
      choices: { always: "Always", never: "Never" },
    }),
    approvals: {
      ...pairsInput({
        label: approvalsLabel,
        keyLabel: "Approval ID",
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
