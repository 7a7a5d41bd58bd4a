import { FieldError } from "../../../src/client/endpoint/FieldError";
import { resolveEndpoint } from "../../../src/client/endpoint/resolveEndpoint";
import { connectionCloud, dataScope } from "../../../src/client/identity/cloud";

const hosts = {
  public: "https://my-resource.openai.azure.com",
  services: "https://my-resource.services.ai.azure.com",
  usGovernment: "https://my-resource.openai.azure.us",
  china: "https://my-resource.openai.azure.cn",
  gateway: "https://gateway.example.com/models",
};

type Fields = Record<string, unknown>;
const cloudOf = (endpoint: string, fields: Fields = {}) => {
  const connection = { key: "entraServicePrincipal", configVarKey: "", fields };
  const cloud = connectionCloud(
    connection,
    resolveEndpoint({ endpoint, organization: "", isOpenAIKey: false, apiVersion: "v1" }),
  );
  return { ...cloud, scope: dataScope(connection, cloud) };
};

const addresses = {
  public: {
    authorityHost: "https://login.microsoftonline.com",
    scope: "https://cognitiveservices.azure.com/.default",
    managementHost: "https://management.azure.com",
  },
  usGovernment: {
    authorityHost: "https://login.microsoftonline.us",
    scope: "https://cognitiveservices.azure.us/.default",
    managementHost: "https://management.usgovcloudapi.net",
  },
  china: {
    authorityHost: "https://login.chinacloudapi.cn",
    scope: "https://cognitiveservices.azure.cn/.default",
    managementHost: "https://management.chinacloudapi.cn",
  },
};
const publicAuthority = addresses.public.authorityHost;

describe("the cloud of a connection", () => {
  it.each<[endpoint: keyof typeof hosts, fields: Fields, name: keyof typeof addresses]>([
    ["public", {}, "public"],
    ["services", { cloud: "automatic" }, "public"],
    ["public", { cloud: "public", authorityHost: publicAuthority }, "public"],
    ["usGovernment", {}, "usGovernment"],
    ["usGovernment", { cloud: "automatic", authorityHost: publicAuthority }, "usGovernment"],
    ["usGovernment", { cloud: "usGovernment" }, "usGovernment"],
    ["usGovernment", { cloud: "Azure US Government" }, "usGovernment"],
    ["usGovernment", { authorityHost: "https://login.microsoftonline.us/" }, "usGovernment"],
    ["china", { cloud: " Automatic " }, "china"],
    ["china", { cloud: "CHINA", authorityHost: `${publicAuthority}/` }, "china"],
    ["china", { authorityHost: "login.chinacloudapi.cn" }, "china"],
    ["gateway", {}, "public"],
    ["gateway", { authorityHost: publicAuthority }, "public"],
    ["gateway", { cloud: "usGovernment" }, "usGovernment"],
    ["gateway", { authorityHost: "https://login.microsoftonline.us" }, "usGovernment"],
    ["gateway", { cloud: "china", authorityHost: publicAuthority }, "china"],
    ["gateway", { authorityHost: "https://login.chinacloudapi.cn/some-tenant" }, "china"],
  ])("of an endpoint at %s with %j is %s", (endpoint, fields, name) => {
    expect(cloudOf(hosts[endpoint], fields)).toMatchObject({
      ...addresses[name],
      name,
      hasOwnManagementHost: false,
    });
  });

  it("has the authority that the form names", () => {
    const authorityHost = "https://login.partner.microsoftonline.cn";
    expect(cloudOf(hosts.gateway, { authorityHost })).toMatchObject({ ...addresses.china, authorityHost });
    const own = "https://adfs.example.com:8443";
    expect(cloudOf(hosts.usGovernment, { authorityHost: `${own}/adfs` })).toMatchObject({
      ...addresses.usGovernment,
      authorityHost: own,
    });
  });

  it.each(["https://arm.example.com/", "arm.example.com", " https://arm.example.com "])(
    "has the Resource Manager that the form names: %s",
    (managementHost) => {
      expect(cloudOf(hosts.china, { managementHost })).toMatchObject({
        ...addresses.china,
        managementHost: "https://arm.example.com",
        hasOwnManagementHost: true,
      });
    },
  );
});

describe("a contradiction is refused by the field's name", () => {
  it.each<[endpoint: keyof typeof hosts, fields: Fields, message: string]>([
    [
      "usGovernment",
      { cloud: "public" },
      `Cloud: ${hosts.usGovernment} is in Azure US Government, not in Azure (public). Choose the endpoint's cloud.`,
    ],
    [
      "public",
      { cloud: "china" },
      `Cloud: ${hosts.public} is in Azure (public), not in Azure China. Choose the endpoint's cloud.`,
    ],
    [
      "public",
      { authorityHost: "https://login.microsoftonline.us" },
      `Authority Host: ${hosts.public} is in Azure (public), not in Azure US Government. Choose the endpoint's cloud.`,
    ],
    [
      "china",
      { authorityHost: "https://login.microsoftonline.us", cloud: "automatic" },
      `Authority Host: ${hosts.china} is in Azure China, not in Azure US Government. Choose the endpoint's cloud.`,
    ],
    [
      "gateway",
      { cloud: "usGovernment", authorityHost: "https://login.chinacloudapi.cn" },
      "Authority Host: https://login.chinacloudapi.cn is the sign-in address of Azure China, not of Azure US Government. Leave it at its default, or choose that Cloud.",
    ],
    [
      "usGovernment",
      { cloud: "usGovernment", authorityHost: "https://x.partner.microsoftonline.cn" },
      "Authority Host: https://x.partner.microsoftonline.cn is the sign-in address of Azure China, not of Azure US Government. Leave it at its default, or choose that Cloud.",
    ],
    [
      "gateway",
      { cloud: "germany" },
      'Cloud: "germany" is not a cloud. Choose one of automatic, public, usGovernment, china.',
    ],
    [
      "gateway",
      { authorityHost: "http://login.example.com" },
      'Authority Host: "http://login.example.com" is not an https address. Enter one such as https://login.microsoftonline.com.',
    ],
    [
      "gateway",
      { managementHost: "no host" },
      'Resource Manager Host: "no host" is not an https address. Enter one such as https://management.azure.com.',
    ],
    [
      "gateway",
      { managementHost: "ftp://arm.example.com" },
      'Resource Manager Host: "ftp://arm.example.com" is not an https address. Enter one such as https://management.azure.com.',
    ],
  ])("%s with %j", (endpoint, fields, message) => {
    expect(() => cloudOf(hosts[endpoint], fields)).toThrow(new FieldError({ what: message }));
  });
});

describe("the audience", () => {
  const id = "66666666-7777-4888-9999-000000000000";

  it.each([
    ["https://ai.azure.com", "https://ai.azure.com/.default"],
    ["https://ai.azure.com/", "https://ai.azure.com/.default"],
    ["https://ai.azure.com//", "https://ai.azure.com/.default"],
    ["https://ai.azure.com/.default", "https://ai.azure.com/.default"],
    ["https://ai.azure.com//.default", "https://ai.azure.com/.default"],
    [' "https://ai.azure.com/.default" ', "https://ai.azure.com/.default"],
    ["api://my-gateway", "api://my-gateway/.default"],
    [`api://${id}/.default`, `api://${id}/.default`],
    [id, `${id}/.default`],
    [`${id.toUpperCase()}/.default`, `${id.toUpperCase()}/.default`],
    ["", addresses.public.scope],
    ["  ", addresses.public.scope],
    [undefined, addresses.public.scope],
  ])("%j asks for the scope %s", (audience, scope) => {
    expect(cloudOf(hosts.gateway, { audience }).scope).toBe(scope);
  });

  it("wins over the cloud's own", () => {
    expect(cloudOf(hosts.china, { audience: "https://ai.azure.com" }).scope).toBe(
      "https://ai.azure.com/.default",
    );
  });

  it.each([`${id}0`, "0a1b2c3d4e5f60718293a4b5c6d7e8f9"])(
    "%j may be a key, and is not repeated",
    (audience) => {
      expect(() => cloudOf(hosts.usGovernment, { audience })).toThrow(
        new FieldError({
          what: "Audience: what is entered is neither an address nor an application id.",
          mend: "Enter one such as https://cognitiveservices.azure.us, or leave it empty.",
        }),
      );
    },
  );

  it.each<[what: string, audience: string]>([
    ["slashes", "/".repeat(100_000)],
    ["slashes in an address", `https://a.example${"/".repeat(100_000)}x`],
    ["quotes", '"'.repeat(100_000)],
    ["an address without an end", `https://${"a".repeat(100_000)}`],
  ])("that is too long is refused at once: %s", (_what, audience) => {
    for (const [field, label] of [
      ["audience", "Audience"],
      ["authorityHost", "Authority Host"],
    ] as const) {
      expect(() => cloudOf(hosts.public, { [field]: audience })).toThrow(
        `${label}: it is longer than any address.`,
      );
    }
  });

  it("loses as many slashes as there are at its end", () => {
    expect(cloudOf(hosts.gateway, { audience: `api://gateway${"/".repeat(1_900)}.default` }).scope).toBe(
      "api://gateway/.default",
    );
  });

  it.each(["my gateway", "cognitiveservices.azure.com", "1234", "https://?", "https://a b"])(
    "%j is refused by the field's name",
    (audience) => {
      expect(() => cloudOf(hosts.usGovernment, { audience })).toThrow(
        new FieldError({
          what: `Audience: "${audience}" is neither an address nor an application id.`,
          mend: "Enter one such as https://cognitiveservices.azure.us, or leave it empty.",
        }),
      );
    },
  );
});
