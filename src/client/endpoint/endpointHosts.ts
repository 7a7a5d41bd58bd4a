/** The clouds that have Azure OpenAI. */
export type Cloud = "public" | "usGovernment" | "china";

/** Domains of Azure's own hosts, by their cloud; China's is the general pattern. */
const azureDomains: ReadonlyArray<readonly [domain: RegExp, cloud: Cloud]> = [
  [/\.(openai|cognitiveservices|services\.ai)\.azure\.com$/, "public"],
  [/\.api\.cognitive\.microsoft\.com$/, "public"],
  [/\.(openai|cognitiveservices|services\.ai)\.azure\.us$/, "usGovernment"],
  [/\.api\.cognitive\.microsoft\.us$/, "usGovernment"],
  [/\.(openai|cognitiveservices|services\.ai)\.azure\.cn$/, "china"],
  [/\.api\.cognitive\.azure\.cn$/, "china"],
];

/** OpenAI's own hosts, including the regional ones. */
const openAIHost = /^([a-z0-9-]+\.)?api\.openai\.com$/;

const loopbackHost = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** The cloud of one of Azure's own hosts; undefined for any other host. */
export const cloudOfHost = (hostname: string): Cloud | undefined =>
  azureDomains.find(([domain]) => domain.test(hostname))?.[1];

/** The owner of a host. */
export const ownerOfHost = (hostname: string): "azure" | "openai" | "other" => {
  if (openAIHost.test(hostname)) return "openai";
  return cloudOfHost(hostname) ? "azure" : "other";
};

/** True for a host that is this machine: plain http is safe there. */
export const isLoopback = (hostname: string): boolean => loopbackHost.test(hostname);

/** Pages and services that people mistake for the API, and what each is. */
const mistakes: ReadonlyArray<readonly [host: RegExp, what: string]> = [
  [/^(portal\.azure\.(com|us|cn)|portal\.azure\.microsoft\.us)$/, "a page for people, not an API"],
  [/^(ai|oai|ml|studio)\.azure\.(com|us)$/, "a page for people, not an API"],
  [
    /^(platform|chat|help)\.openai\.com$|^chatgpt\.com$|^(www\.)?openai\.com$/,
    "a page for people, not an API",
  ],
  [/^((learn|docs|azure)\.microsoft\.com|github\.com)$/, "a page for people, not an API"],
  [/^(entra|aad\.portal)\.(microsoft|azure)\.com$/, "a page for people, not an API"],
  [
    /^management\.(azure\.com|usgovcloudapi\.net|chinacloudapi\.cn)$/,
    "Azure Resource Manager, which runs no models",
  ],
  [
    /^login\.(microsoftonline\.(com|us)|chinacloudapi\.cn|windows\.net)$/,
    "where Microsoft Entra signs in, not the API",
  ],
];

/** What a host is if it can't be the service; undefined for a host that may be. */
export const mistakenHost = (hostname: string): string | undefined =>
  mistakes.find(([host]) => host.test(hostname))?.[1];
