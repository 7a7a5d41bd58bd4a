import { Memory } from "../../text/Memory";
import { latestDatedVersion, type ModelsEndpoint } from "./endpoint";
import { cloudOfHost, ownerOfHost } from "./endpointHosts";
import type { Api, PathReading } from "./endpointPath";
import { type EndpointFields, locate } from "./endpointText";
import { refuseField } from "./FieldError";
import { datedLimits, openAILimits, v1Limits } from "./limits";
import { organizationId } from "./organizationId";
import { quoted } from "./quoted";
import { readPath } from "./readPath";
import { tidyAddress } from "./tidyAddress";

const datedVersion = /^\d{4}-\d{2}-\d{2}(-preview)?$/;
/** Longest entered version, with what may be copied along. */
const longestVersion = 200;
const isVersion = (name: string): boolean => name.toLowerCase() === "api-version";

const versionIn = (url: URL): string | undefined =>
  [...url.searchParams]
    .find(([name]) => isVersion(name))?.[1]
    .trim()
    .toLowerCase();

/** The api-version to use, and whether it is the address' own. A pasted one wins over the form's default. */
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
  return isFromAddress
    ? refuseField(
        "Endpoint",
        "its api-version is not a version.",
        `Enter the address without it, and v1, preview or a date such as ${latestDatedVersion} under API Version.`,
      )
    : refuseField(
        "API Version",
        `${quoted(version)} is not a version.`,
        `Enter v1, preview, or a date such as ${latestDatedVersion}.`,
      );
};

const chooseApi = (reading: PathReading, version: string, stepVersion: string | undefined): Api => {
  if (reading.api === "openai" || (reading.api && !stepVersion)) return reading.api;
  return datedVersion.test(version) ? "dated" : "v1";
};

/** Resolved endpoints: every step of a connection resolves its fields again. */
const resolved = new Memory<ModelsEndpoint>(200);

/**
 * Finds the endpoint of a connection. The fields may hold a resource name, an origin, a base URL with or without a
 * gateway's prefix, or a target URI from a deployment's page. What the path says (`/openai/v1`, `/deployments/…`,
 * `/v1`) wins over the field API Version.
 * @throws FieldError in the words of the form.
 */
export const resolveEndpoint = (fields: EndpointFields): ModelsEndpoint =>
  resolved.recall(JSON.stringify(fields), () => resolve(fields));

/** The address' query parameters, without an api-version of Azure's, which is read separately. */
const queryOf = (url: URL, api: Api): Array<readonly [string, string]> =>
  url.search
    .slice(1)
    .split("&")
    .map((pair) => {
      const [name = "", ...value] = pair.split("=");
      return [name, value.join("=")] as const;
    })
    .filter(([name]) => name !== "" && (api === "openai" || !isVersion(name)));

/** The properties of an endpoint that only its api has. */
const ownOf = (
  api: Api,
  { stepApiVersion, organization: entered }: EndpointFields,
  version: string,
  { isAsPasted, bases, deploymentsPath }: PathReading,
  host: ModelsEndpoint["host"],
) => {
  switch (api) {
    case "v1":
      return {
        api,
        limits: v1Limits,
        ...(version === "preview" && { apiVersion: version }),
        ...((stepApiVersion === "v1" || isAsPasted) && { isWithoutPreview: true }),
        ...(!isAsPasted && { datedPath: bases.dated }),
      };
    case "dated":
      return {
        api,
        limits: datedLimits,
        apiVersion: datedVersion.test(version) ? version : latestDatedVersion,
        ...(deploymentsPath !== undefined && { deploymentsPath }),
        ...(!isAsPasted && { v1Path: bases.v1 }),
      };
    case "openai": {
      const organization = organizationId(entered, host);
      return { api, limits: openAILimits, ...(organization && { organization }) };
    }
    default:
      return api satisfies never;
  }
};

const resolve = (fields: EndpointFields): ModelsEndpoint => {
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
  const { prefix, bases, deployment, operation, project } = reading;
  const basePath = api === "dated" ? bases.dated : bases.v1;
  const cloud = cloudOfHost(url.hostname);
  const query = queryOf(url, api);
  const place = {
    host: ownerOfHost(url.hostname),
    ...(cloud && { cloud }),
    origin: url.origin,
    prefix,
    basePath,
    baseUrl: `${url.origin}${basePath}`,
    ...(deployment && { deployment }),
    ...(operation && { operation }),
    ...(project && { project }),
    ...(query.length > 0 && { query }),
  };
  return { ...place, ...ownOf(api, fields, version, reading, place.host) };
};
