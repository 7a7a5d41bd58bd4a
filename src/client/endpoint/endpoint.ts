import { Memory } from "../../text/Memory";
import { EndpointError } from "./EndpointError";
import { type Cloud, cloudOfHost, ownerOfHost } from "./endpointHosts";
import type { Api, PathReading } from "./endpointPath";
import { type EndpointFields, locate } from "./endpointText";
import { organizationId } from "./organizationId";
import { quoted } from "./quoted";
import { readPath } from "./readPath";
import { tidyAddress } from "./tidyAddress";

/** Where every call of a connection goes. */
export interface Endpoint {
  api: Api;
  /** Whose host it is: Azure's own, OpenAI's own, or any other (a gateway, or a server of one's own). */
  host: "azure" | "openai" | "other";
  /** The cloud that an Azure host belongs to; undefined where the host does not tell. */
  cloud?: Cloud;
  /** The service behind it, where it is not the models' API. */
  service?: "Azure Resource Manager" | "the Foundry project";
  /** Scheme, host and port; credentials go nowhere else. */
  origin: string;
  /** Path in front of `/openai` or `/v1`: a gateway's prefix, or "". */
  prefix: string;
  /** Prefix and the api's own path, without a slash at the end. */
  basePath: string;
  /** Origin and base path. */
  baseUrl: string;
  /** Where Azure's two ways of being spoken to are; absent where every call goes below the base. */
  azure?: { v1Path: string; datedPath: string };
  /** What stands in front of a deployment's name; absent where the path of a call has no deployment in it. */
  deploymentsPath?: string;
  /** The date, or `preview`; undefined when none is sent. */
  apiVersion?: string;
  /** True where previews are not asked for on a step's behalf: it asked for plain v1, or the path is a gateway's. */
  isWithoutPreview?: boolean;
  /** The deployment that a pasted target URI names. */
  deployment?: string;
  /** The operation that a pasted target URI ends in, such as /chat/completions. */
  operation?: string;
  /** The organization of OpenAI that the form names. */
  organization?: string;
  /** The Foundry project that the pasted address names. */
  project?: string;
  /** The pasted address' other query parameters, sent with every call as they are spelled there. */
  query?: ReadonlyArray<readonly [name: string, spelledValue: string]>;
}

/** The newest dated api-version that is not a preview (the service's API reference). */
export const latestDatedVersion = "2024-10-21";
const datedVersion = /^\d{4}-\d{2}-\d{2}(-preview)?$/;
/** A version with what comes along when it is copied. */
const longestVersion = 200;
const isVersion = (name: string): boolean => name.toLowerCase() === "api-version";

const versionIn = (url: URL): string | undefined =>
  [...url.searchParams]
    .find(([name]) => isVersion(name))?.[1]
    .trim()
    .toLowerCase();

/** The version that is asked for, and whether the address has it: what is pasted wins over the form's default. */
const wantedVersion = (fields: EndpointFields, pasted: string | undefined): [string, boolean] => {
  if (fields.stepApiVersion) return [fields.stepApiVersion, false];
  const entered = fields.apiVersion ?? "";
  const field = entered.length > longestVersion ? entered : tidyAddress(entered).toLowerCase();
  return (field === "" || field === "v1") && pasted ? [pasted, true] : [field || "v1", false];
};

const readApiVersion = (fields: EndpointFields, url: URL, { api, isOtherApi }: PathReading): string => {
  const isOwn = !isOtherApi && api !== "openai";
  const [version, isFromAddress] = wantedVersion(fields, isOwn ? versionIn(url) : undefined);
  if (version === "v1" || version === "preview" || datedVersion.test(version)) return version;
  throw new EndpointError(
    isFromAddress
      ? `Endpoint: its api-version is not a version. Enter the address without it, and v1, preview or a date such as ${latestDatedVersion} under API Version.`
      : `API Version: ${quoted(version)} is not a version. Enter v1, preview, or a date such as ${latestDatedVersion}.`,
  );
};

const chooseApi = (reading: PathReading, version: string, stepVersion: string | undefined): Api => {
  if (reading.api === "openai" || (reading.api && !stepVersion)) return reading.api;
  return datedVersion.test(version) ? "dated" : "v1";
};

const versionOf = (api: Api, version: string): string | undefined => {
  if (api === "dated") return datedVersion.test(version) ? version : latestDatedVersion;
  return api === "v1" && version === "preview" ? version : undefined;
};

/** Endpoints of the connections in use: every step asks for its own anew. */
const resolved = new Memory<Endpoint>(200);

/**
 * Turns the connection's fields into the one place where its calls go. Accepts a resource name, an origin, a
 * base URL with or without a gateway's prefix, or a target URI as a deployment's page shows it. What the path
 * says (`/openai/v1`, `/deployments/…`, `/v1`) wins over the API Version field.
 * @throws EndpointError in the words of the form.
 */
export const resolveEndpoint = (fields: EndpointFields): Endpoint =>
  resolved.recall(JSON.stringify(fields), () => resolve(fields));

/** The address' own parameters; the version is read by itself where it is one of Azure's. */
const queryOf = (url: URL, api: Api): Array<readonly [string, string]> =>
  url.search
    .slice(1)
    .split("&")
    .map((pair) => {
      const [name = "", ...value] = pair.split("=");
      return [name, value.join("=")] as const;
    })
    .filter(([name]) => name !== "" && (api === "openai" || !isVersion(name)));

const resolve = (fields: EndpointFields): Endpoint => {
  const url = locate(fields);
  const pasted = versionIn(url);
  const reading = readPath(url.pathname.replace(/\/{2,}/g, "/").replace(/\/$/, ""), {
    url,
    isOpenAIKey: fields.isOpenAIKey === true,
    isDated: datedVersion.test(wantedVersion(fields, pasted)[0]),
    hasVersion: pasted !== undefined,
  });
  const version = readApiVersion(fields, url, reading);
  const api = chooseApi(reading, version, fields.stepApiVersion);
  const { prefix, bases, deployment, operation, project, isAsPasted, deploymentsPath } = reading;
  const basePath = bases[api];
  const apiVersion = versionOf(api, version);
  const cloud = cloudOfHost(url.hostname);
  const query = queryOf(url, api);
  const host = ownerOfHost(url.hostname);
  const organization =
    api === "openai" && host !== "azure" ? organizationId(fields.organization, host) : undefined;
  return {
    api,
    host,
    ...(cloud && { cloud }),
    origin: url.origin,
    prefix,
    basePath,
    baseUrl: `${url.origin}${basePath}`,
    ...(api !== "openai" && !isAsPasted && { azure: { v1Path: bases.v1, datedPath: bases.dated } }),
    ...(api === "dated" && deploymentsPath !== undefined && { deploymentsPath }),
    ...(apiVersion && { apiVersion }),
    ...((fields.stepApiVersion === "v1" || isAsPasted) && { isWithoutPreview: true }),
    ...(deployment && { deployment }),
    ...(operation && { operation }),
    ...(project && { project }),
    ...(organization && { organization }),
    ...(query.length > 0 && { query }),
  };
};
