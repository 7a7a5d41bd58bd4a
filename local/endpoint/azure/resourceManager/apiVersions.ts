import type { Answer } from "../../server/answer";
import { refuse } from "./refusals";

/** Versions of Microsoft.CognitiveServices in the public cloud; others are behind it. */
const publicVersions = [
  ...["2023-05-01", "2024-10-01", "2025-06-01", "2025-09-01", "2025-10-01-preview", "2026-07-01"],
];

/** The version that a request names, or why it is refused. */
export const readApiVersion = (url: URL): { apiVersion: string } | { refusal: Answer } => {
  const apiVersion = url.searchParams.get("api-version") ?? "";
  if (apiVersion === "") {
    const message = "The api-version query parameter (?api-version=) is required for all requests.";
    return { refusal: refuse(400, "MissingApiVersionParameter", message) };
  }
  if (/^\d{4}-\d{2}-\d{2}(-preview)?$/.test(apiVersion)) return { apiVersion };
  const message = `The api-version '${apiVersion}' is invalid. The supported versions are '${publicVersions.join(", ")}'.`;
  return { refusal: refuse(400, "InvalidApiVersionParameter", message) };
};

/** What a version has to reach: the path that it is asked for, and since when there is such a path. */
interface VersionedPath {
  path: string;
  since: string | undefined;
  location: string;
}

/** Refuses a version that the provider, or the path below it, does not have. */
export const refuseVersion = (
  apiVersion: string,
  { path, since = "", location }: VersionedPath,
  versions: readonly string[] = publicVersions,
): Answer | undefined => {
  const type = /\/providers\/Microsoft\.CognitiveServices\/(.*)$/i.exec(path)?.[1];
  const supported = versions.filter((version) => version >= since);
  if (type === undefined || supported.includes(apiVersion)) return undefined;
  // A type is every other segment: the names between do not belong to it.
  const types = type.split("/").filter((_, index) => index % 2 === 0);
  const message = `No registered resource provider found for location '${location}' and API version '${apiVersion}' for type '${types.join("/")}'. The supported api-versions are '${supported.join(", ")}'. The supported locations are '${location}'.`;
  return refuse(400, "NoRegisteredProviderFound", message);
};
