import { managementMend } from "../../src/client/errors/managementRefusals";

const strange = "/subscriptions/s/resourceGroups/limit/providers/x/accounts/a/deployments/too-many";

describe("what to do about a refusal of Resource Manager", () => {
  test.each([
    [
      "AuthorizationFailed",
      `perform action 'x/deployments/write' over scope '${strange}'`,
      /^Give the identity the role/,
    ],
    ["ScopeLocked", `The scope '${strange}' is locked.`, /^Remove the lock/],
    [
      "RequestConflict",
      `Another operation is performed on ${strange}.`,
      /^An account does one thing at a time/,
    ],
    [
      "InvalidResourceType",
      "The resource type 'accounts' could not be found in the namespace 'x' for api version '2026-07-01'. The supported api-versions are '2023-05-01,2024-10-01'.",
      /^Enter one of 2024-10-01, 2023-05-01 under/,
    ],
    [
      "InvalidResourceType",
      "It was not found for api version '2026-07-01'. The supported api-versions are '2024-06-01-preview'.",
      /^Enter another version under Resource Manager API Version: a cloud/,
    ],
    ["ParentResourceNotFound", `Parent resource '${strange}' not found.`, /^It is the account/],
  ])("is told by the code %s, whatever names its sentence has", (code, message, mend) => {
    expect(managementMend({ code, message })).toMatch(mend);
  });

  test("tells a model of another tenant from a role that is missing there", () => {
    const permitted =
      "The client 'c' with object id 'o' has permission to perform action 'x/write' on scope 'y'";
    const elsewhere = "however, the current tenant 't' is not authorized to access linked subscription 's'.";
    const mendOf = (message: string) => managementMend({ code: "LinkedAuthorizationFailed", message });
    expect(mendOf(`${permitted}; ${elsewhere}`)).toMatch(/subscription of another tenant/);
    expect(mendOf("It has no permission to perform action 'x/write' on the linked scope 'y'.")).toMatch(
      /role/,
    );
  });

  test("is told by the words where the code tells nothing", () => {
    const message = "The maximum number of deployments has been reached.";
    expect(managementMend({ code: "BadRequest", message })).toMatch(/32 standard/);
    expect(managementMend({ code: "BadRequest", message: "Something." })).toBeUndefined();
  });
});
