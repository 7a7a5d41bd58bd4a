/** A refusal that is known by its words, and what is said of it. */
export interface RefusalCase {
  what: string;
  /** Which connection is refused. */
  by: "azure" | "dated" | "openai" | "token" | "user";
  status: number;
  error: { message: string; code?: string };
  check: string;
  isConnection: boolean;
  mend: RegExp;
}

/** One for each entry of the table, and more where an entry has several forms. */
export const refusalCases: RefusalCase[] = [
  {
    ...{ what: "a gateway's tenant", by: "azure", status: 400, check: "Credential", isConnection: false },
    error: { message: "Token tenant 7 does not match resource tenant." },
    mend: /^A gateway in between sends a token of another tenant/,
  },
  {
    ...{ what: "a lost content filter", by: "azure", status: 400, check: "Deployment", isConnection: false },
    error: { message: "Your request contains invalid content filter policy. Please provide a valid policy." },
    mend: /^Give the deployment a Content Filter Policy that exists/,
  },
  {
    ...{ what: "a 400 for the key", by: "azure", status: 400, check: "Credential", isConnection: true },
    error: { message: "API key not valid. Please pass a valid API key." },
    mend: /^Check that API Key belongs .*set Is OpenAI Key/,
  },
  {
    ...{ what: "a 400 for its header", by: "openai", status: 400, check: "Credential", isConnection: true },
    error: { message: "Missing or invalid Authorization header." },
    mend: /^Check that API Key is a key of /,
  },
  {
    ...{ what: "a blocked resource", by: "azure", status: 403, check: "Credential", isConnection: false },
    error: { message: "Your resource has been temporarily blocked because of our content policy." },
    mend: /resource is blocked.*Fallback Connection/,
  },
  {
    ...{ what: "the same by a gateway", by: "azure", status: 422, check: "Credential", isConnection: false },
    error: {
      message: "Rejected: Your resource has been temporarily blocked because of our content policy.",
      code: "content_policy_violation",
    },
    mend: /^The resource is blocked/,
  },
  {
    ...{
      what: "a disabled subscription",
      by: "token",
      status: 403,
      check: "Credential",
      isConnection: false,
    },
    error: { message: "The subscription 'x' is disabled.", code: "ReadOnlyDisabledSubscription" },
    mend: /subscription is not active/,
  },
  {
    ...{ what: "a closed account", by: "openai", status: 401, check: "Credential", isConnection: false },
    error: { message: "The account of this API key has been deactivated.", code: "account_deactivated" },
    mend: /account is closed or suspended/,
  },
  {
    ...{ what: "an unverified organization", by: "openai", status: 403, check: "Role", isConnection: false },
    error: { message: "Your organization must be verified to use the model `gpt-x`." },
    mend: /^Verify the organization/,
  },
  {
    ...{ what: "a country", by: "openai", status: 403, check: "Network rules", isConnection: false },
    error: {
      message: "Country, region, or territory not supported",
      code: "unsupported_country_region_territory",
    },
    mend: /no calls from the country or region/,
  },
  {
    ...{ what: "an address", by: "openai", status: 401, check: "Network rules", isConnection: false },
    error: { message: "Your IP address 192.0.2.1 is not authorized.", code: "ip_not_authorized" },
    mend: /IP allow-list/,
  },
  {
    ...{
      what: "an address, at another host",
      by: "azure",
      status: 401,
      check: "Network rules",
      isConnection: false,
    },
    error: { message: "Not this one.", code: "ip_not_authorized" },
    mend: /^Allow the caller's addresses in the IP allow-list/,
  },
  {
    ...{
      what: "an address, in words",
      by: "token",
      status: 403,
      check: "Network rules",
      isConnection: false,
    },
    error: { message: "Access forbidden: IP address 192.0.2.1 not allowed." },
    mend: /^Allow the caller's addresses in the IP allow-list/,
  },
  {
    ...{
      what: "an audience of a gateway",
      by: "azure",
      status: 401,
      check: "Credential",
      isConnection: false,
    },
    error: { message: "The audience is incorrect (https://ai.azure.com)." },
    mend: /^A gateway in between sends a token of its own .*: have its operator ask for https:\/\/ai\.azure\.com\.$/,
  },
  {
    ...{
      what: "an issuer of a gateway",
      by: "openai",
      status: 401,
      check: "Credential",
      isConnection: false,
    },
    error: { message: "The issuer is not trusted." },
    mend: /^A gateway in between sends a token of its own .* that of the resource's cloud\.$/,
  },
  {
    ...{ what: "another host", by: "openai", status: 401, check: "Credential", isConnection: true },
    error: { message: "Make your request to eu.api.openai.com.", code: "incorrect_hostname" },
    mend: /^Enter https:\/\/eu\.api\.openai\.com\/v1 under Endpoint/,
  },
  {
    ...{ what: "another organization", by: "openai", status: 401, check: "Credential", isConnection: true },
    error: {
      message: "OpenAI-Organization header should match organization for API key",
      code: "mismatched_organization",
    },
    mend: /^Check Organization/,
  },
  {
    ...{ what: "another project", by: "openai", status: 401, check: "Credential", isConnection: true },
    error: { message: "OpenAI-Project header should match project for API key" },
    mend: /^Check the project's header under Extra Headers/,
  },
  {
    ...{ what: "a missing scope", by: "openai", status: 403, check: "Role", isConnection: true },
    error: {
      message: "You have insufficient permissions for this operation. Missing scopes: model.request.",
    },
    mend: /^Give the key the permission/,
  },
  {
    ...{
      what: "keys that are off, with a key",
      by: "azure",
      status: 403,
      check: "Credential",
      isConnection: true,
    },
    error: { message: "Key based authentication is disabled for this resource." },
    mend: /use a Microsoft Entra connection/,
  },
  {
    ...{
      what: "keys that are off, with a token",
      by: "token",
      status: 403,
      check: "Credential",
      isConnection: false,
    },
    error: { message: "Key based authentication is disabled for this resource." },
    mend: /gateway in between calls the resource with a key of its own/,
  },
  {
    ...{ what: "a missing role", by: "token", status: 401, check: "Role", isConnection: true },
    error: { message: "Principal does not have access to API/Operation." },
    mend: /role Cognitive Services OpenAI User/,
  },
  {
    ...{ what: "another tenant", by: "token", status: 400, check: "Credential", isConnection: true },
    error: { message: "Token tenant 1 does not match resource tenant." },
    mend: /check Tenant ID/,
  },
  {
    ...{ what: "an address of a region", by: "token", status: 400, check: "Credential", isConnection: true },
    error: { message: "Please provide a custom subdomain for token authentication" },
    mend: /the resource's own address.*under Endpoint/,
  },
  {
    ...{ what: "a version", by: "dated", status: 400, check: "API version", isConnection: false },
    error: { message: "API version not supported" },
    mend: /enter v1 or another date under API Version: the service does not know the 2024-02-01/,
  },
  {
    ...{
      what: "a version that is too old",
      by: "dated",
      status: 400,
      check: "API version",
      isConnection: false,
    },
    error: { message: "Model {modelName} is enabled only for api versions 2024-12-01-preview and later" },
    mend: /^Enter 2024-12-01-preview, or a later one/,
  },
  {
    ...{
      what: "a model of other versions",
      by: "dated",
      status: 404,
      check: "API version",
      isConnection: false,
    },
    error: {
      message: "Model o9 is enabled only for api versions 2024-12-01-preview and later",
      code: "OperationNotSupported",
    },
    mend: /^Enter 2024-12-01-preview, or a later one/,
  },
  {
    ...{
      what: "a model that this version lacks",
      by: "dated",
      status: 404,
      check: "API version",
      isConnection: false,
    },
    error: { message: "The model x is not available in the API version that was asked for." },
    mend: /under API Version/,
  },
  {
    ...{ what: "v1", by: "azure", status: 404, check: "API version", isConnection: false },
    error: { message: "Unsupported API-Version." },
    mend: /a date such as 2024-10-21 under API Version/,
  },
  {
    ...{ what: "a version of OpenAI", by: "openai", status: 400, check: "API version", isConnection: false },
    error: { message: "Unknown api_version." },
    mend: /enter v1 under API Version/,
  },
  {
    ...{ what: "a firewall", by: "azure", status: 403, check: "Network rules", isConnection: true },
    error: { message: "Access denied due to Virtual Network/Firewall rules." },
    mend: /allow its addresses under Networking/,
  },
  {
    ...{ what: "an audience in brackets", by: "token", status: 401, check: "Audience", isConnection: true },
    error: { message: "Access token has expired or the audience is incorrect (https://ai.azure.com)." },
    mend: /such as https:\/\/ai\.azure\.com\.$/,
  },
  {
    ...{ what: "an audience of a sign-in", by: "user", status: 401, check: "Audience", isConnection: true },
    error: { message: "The audience is incorrect." },
    mend: /Check that Audience is that of the resource's cloud, and sign in again/,
  },
  {
    ...{ what: "a token that is over", by: "token", status: 401, check: "Credential", isConnection: true },
    error: { message: "The token has expired." },
    mend: /paste a new one/,
  },
  {
    ...{ what: "a sign-in that is over", by: "user", status: 401, check: "Credential", isConnection: true },
    error: { message: "The token has expired." },
    mend: /sign in anew/,
  },
];
