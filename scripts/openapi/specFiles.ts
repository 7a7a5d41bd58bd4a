/** An OpenAPI file of a service. */
export interface SpecFile {
  /** What it is called here. */
  name: string;
  /** Where the file of that commit is; GitHub resolves the beginning of a commit's hash. */
  url: string;
  /** The SHA-256 of what it says: of its value as JSON, the members of each object in the order of their names. */
  sha256: string;
}

const raw = "https://raw.githubusercontent.com";

/**
 * The files of each service; a later one is asked for what the ones before it lack. Those of Azure's v1 API are of a
 * mirror of Microsoft's documentation, that of a dated version of Microsoft's samples for gateways.
 */
export const specFiles: Readonly<Record<string, readonly SpecFile[]>> = {
  azureV1: [
    {
      name: "azure-openai-v1.json",
      url: `${raw}/nicholasdbrady/foundry-docs/fddee8a3/docs-vnext/openapi/openai-v1-stable.json`,
      sha256: "4110de9a3883f102121ea0993a755095703975f093231d764beaed81d3a40d09",
    },
    {
      name: "azure-openai-v1-preview.json",
      url: `${raw}/nicholasdbrady/foundry-docs/fddee8a3/docs-vnext/openapi/openai-v1-preview.json`,
      sha256: "053680e0559c01a36993a923f1969b003ee88ada225a8123b93379829bc5c65c",
    },
  ],
  azureDated: [
    {
      name: "azure-openai-2025-03-01-preview.json",
      url: `${raw}/Azure-Samples/AI-Gateway/561d7199/modules/apim/v3/specs/AIFoundryOpenAI.json`,
      sha256: "9669f9000c81ef522788a77bff2974375ea4ec188b50390acccf766eec45fa7a",
    },
  ],
  openai: [
    {
      name: "openai.yaml",
      url: `${raw}/openai/openai-openapi/f85dbe22/openapi.yaml`,
      sha256: "9803c723812ed984e9fcd2149f04896c02e06d01aaa26a9fa04f801be8d9fed6",
    },
  ],
};
