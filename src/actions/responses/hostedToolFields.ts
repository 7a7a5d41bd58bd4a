import type { Tool } from "openai/resources/responses/responses";
import { optional } from "../../inputs/optional";
import { type SettingsOf, settingsOf } from "../../inputs/settingsOf";
import { refuseInput } from "../../text/InputError";
import { hostedTools } from "./hostedTools";

type Settings = ReturnType<typeof settingsOf<(typeof hostedTools)["inputs"]>>;

/** A setting that needs another one, or that another one needs. */
type Setting = Exclude<keyof Settings, "approvals">;

const labelOf = (key: Setting): string => hostedTools.inputs[key].label;

/** Settings that mean nothing without another one. */
const dependents: ReadonlyArray<readonly [setting: Setting, needed: Setting]> = [
  ["searchDomains", "webSearch"],
  ["mostFileResults", "vectorStoreIds"],
  ["interpreterFileIds", "codeInterpreter"],
  ["imageDeployment", "imageGeneration"],
  ["mcpLabel", "mcpServer"],
  ["mcpAuthorization", "mcpServer"],
  ["mcpTools", "mcpServer"],
  ["mcpApproval", "mcpServer"],
];

const checkSettings = (settings: Settings, isAzure: boolean, listed: ReadonlySet<string>): void => {
  const drawsByList = listed.has("image_generation");
  for (const [setting, needed] of dependents)
    if (
      settings[setting] !== undefined &&
      !settings[needed] &&
      !(needed === "imageGeneration" && drawsByList)
    )
      refuseInput(
        labelOf(setting),
        `it is filled in, and ${labelOf(needed)} is not.`,
        "Fill in both, or none.",
      );
  const { imageGeneration, imageDeployment, mcpServer } = settings;
  if (imageGeneration && isAzure && imageDeployment === undefined)
    refuseInput(
      labelOf("imageDeployment"),
      "it is empty.",
      "Enter the deployment that draws the images: Azure needs one.",
    );
  if (mcpServer !== undefined && !/^https:\/\/./i.test(mcpServer))
    refuseInput(
      labelOf("mcpServer"),
      "it is no https address.",
      "Enter one such as https://mcp.example.com/mcp.",
    );
};

const searchTools = ({ webSearch, searchDomains, vectorStoreIds, mostFileResults }: Settings): Tool[] => [
  ...(webSearch
    ? [{ type: "web_search" as const, ...(searchDomains && { filters: { allowed_domains: searchDomains } }) }]
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
];

const makingTools = ({ codeInterpreter, interpreterFileIds, imageGeneration }: Settings): Tool[] => [
  ...(codeInterpreter
    ? [
        {
          type: "code_interpreter" as const,
          container: { type: "auto" as const, ...optional("file_ids", interpreterFileIds) },
        },
      ]
    : []),
  ...(imageGeneration ? [{ type: "image_generation" as const }] : []),
];

const remoteTools = ({ mcpServer, mcpLabel, mcpAuthorization, mcpTools, mcpApproval }: Settings): Tool[] =>
  mcpServer === undefined
    ? []
    : [
        {
          type: "mcp",
          server_label: mcpLabel ?? "server",
          server_url: mcpServer,
          ...optional("authorization", mcpAuthorization),
          ...optional("allowed_tools", mcpTools),
          ...optional("require_approval", mcpApproval),
        },
      ];

/** What a request has of hosted tools, and of answers to their questions. */
interface HostedFields {
  tools: Tool[];
  /** Azure takes the deployment that draws images in a header. */
  headers: Record<string, string>;
  hasInterpreter: boolean;
  approvals: ReadonlyArray<readonly [id: string, isApproved: boolean]>;
}

/**
 * The hosted tools of a step.
 * @param listed - the types of the tools that the step gives as JSON, in forms that the group has not
 * @throws InputError with the label of a setting whose tool is not on, or of a tool that lacks one.
 */
export const hostedToolFields = (
  group: SettingsOf<typeof hostedTools>,
  isAzure: boolean,
  listed: ReadonlySet<string>,
): HostedFields => {
  const settings = settingsOf(hostedTools, group);
  checkSettings(settings, isAzure, listed);
  return {
    tools: [...searchTools(settings), ...makingTools(settings), ...remoteTools(settings)],
    headers: isAzure ? optional("x-ms-oai-image-generation-deployment", settings.imageDeployment) : {},
    hasInterpreter: settings.codeInterpreter === true || listed.has("code_interpreter"),
    approvals: settings.approvals ?? [],
  };
};
