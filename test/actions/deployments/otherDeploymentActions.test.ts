import { failureOf, run } from "../../support/connector";
import { useTestClock } from "../../support/hooks";
import { deployment, model, refusal } from "../../tasks/deployments/fakeManager";
import { place, shareManager } from "../../tasks/deployments/managerSetting";

const setting = shareManager();
const clock = useTestClock(Date.now);

const keep = (name: string, more = {}, properties = {}): void =>
  void setting.manager.deployments.set(name, deployment(name, more, properties));

describe("List Deployments", () => {
  const list = async () => {
    const { data } = await run("listDeployments", { connection: setting.connection(), ...place });
    return data as { count: number; deployments: Array<{ name?: string; summary: Record<string, unknown> }> };
  };

  it("shows limits for a minute, upgrades in words, and what only some deployments have", async () => {
    keep("one", {}, { deploymentState: "Paused", versionUpgradeOption: "NoAutoUpgrade" });
    keep(
      "two",
      { sku: null },
      { rateLimits: [{ key: "token", renewalPeriod: 0, count: 7 }, null], model: 5 },
    );
    const { count, deployments } = await list();
    expect(count).toBe(2);
    expect(deployments.map(({ summary }) => summary)).toEqual([
      expect.objectContaining({
        requestsPerMinute: 60,
        versionUpgrade: expect.stringMatching(/^Never/),
        isPaused: true,
        isReady: false,
      }),
      expect.objectContaining({
        model: null,
        sku: null,
        tokensPerMinute: 7,
        requestsPerMinute: null,
        versionUpgrade: "Not set (when the version expires)",
        isReady: true,
      }),
    ]);
  });

  it("warns where a model is retired within 60 days", async () => {
    const inference = new Date(Date.now() + 40 * 86_400_000).toISOString();
    setting.manager.models = [model("gpt-5.4", "2026-03-05", { deprecation: { inference } })];
    keep("stops", {}, { versionUpgradeOption: "NoAutoUpgrade" });
    keep("moves");
    keep("other", {}, { model: { name: "gpt-x", version: "1" } });
    const { deployments } = await list();
    expect(deployments.map(({ summary }) => summary["warning"])).toEqual([
      expect.stringMatching(/stops answering then/),
      expect.stringMatching(/moves to another version/),
      null,
    ]);
  });

  it("tells that a model was retired as something past", async () => {
    setting.manager.models = [model("gpt-5.4", "2026-03-05", { deprecation: { inference: "2020-01-01" } })];
    keep("stays", {}, { versionUpgradeOption: "NoAutoUpgrade" });
    keep("moves");
    const { deployments } = await list();
    expect(deployments.map(({ summary }) => summary["warning"])).toEqual([
      expect.stringMatching(/was retired on 2020-01-01: the deployment answers no calls/),
      expect.stringMatching(/was retired on 2020-01-01: the deployment is about to move/),
    ]);
  });

  it("goes without the catalogue where it may not be read", async () => {
    keep("one");
    setting.manager.intercept = (_request, path) =>
      path === "/models" ? refusal(403, "AuthorizationFailed", "No.") : undefined;
    expect((await list()).deployments).toHaveLength(1);
  });
});

describe("an account that was made a moment ago", () => {
  const unknown = refusal(
    404,
    "ResourceNotFound",
    "The Resource 'Microsoft.CognitiveServices/accounts/my-resource' under resource group 'rg' was not found.",
  );

  it.each(["listDeployments", "getDeployment", "deleteDeployment"])(
    "is read once more, and never changed again, by %s",
    async (action) => {
      keep("my-chat");
      let looks = 0;
      setting.manager.intercept = (_request, path) => {
        if (path.startsWith("/deployments")) looks += 1;
        return looks === 1 && path.startsWith("/deployments") ? unknown : undefined;
      };
      if (action !== "deleteDeployment") await setting.step(action);
      else expect((await failureOf(setting.step(action))).status).toBe(404);
      expect(clock.waits).toEqual(action === "deleteDeployment" ? [] : [5000]);
    },
  );
});

describe("Delete Deployment", () => {
  it("follows the deletion until the deployment is gone", async () => {
    keep("my-chat");
    setting.manager.looks = 3;
    expect(await setting.step("deleteDeployment")).toMatchObject({
      state: "deleted",
      isDone: true,
      wasThere: true,
      deployment: null,
    });
  });

  it("counts what is not there as deleted", async () => {
    expect(await setting.step("deleteDeployment")).toMatchObject({ state: "deleted", wasThere: false });
  });

  it("hands back a deletion that is not to be waited for, and one that takes too long", async () => {
    keep("my-chat");
    const begun = await setting.step("deleteDeployment", { waitUntilDone: "false" });
    expect(begun).toMatchObject({ state: "deleting", isDone: false });
    keep("my-chat");
    setting.manager.looks = 1000;
    const cut = await setting.step("deleteDeployment", { requestOptions: { totalTimeout: "60000" } });
    expect(cut).toMatchObject({ state: "deleting", isDone: false });
  });

  it("that Azure fails at is an error", async () => {
    keep("my-chat");
    const error = { code: "ScopeLocked", message: "The scope is locked." };
    setting.manager.intercept = (_request, path) =>
      path.includes("/operations/") ? { body: { id: "1", status: "Failed", error } } : undefined;
    const failure = await failureOf(setting.step("deleteDeployment"));
    expect(failure.message).toMatch(/and Azure failed at it; the deployment is in the state Deleting\./);
    expect(failure.message).toMatch(/The scope is locked\. Remove the lock/);
  });
});

describe("Pause and Resume Deployment", () => {
  it.each([
    ["pauseDeployment", "pause"],
    ["resumeDeployment", "resume"],
  ])("%s asks for it by the version that knows it", async (action, operation) => {
    keep("my-chat");
    setting.manager.intercept = ({ method }) => (method === "POST" ? { status: 200 } : undefined);
    expect(await setting.step(action)).toMatchObject({ state: "succeeded", isDone: true });
    expect(setting.changes()).toEqual([`POST /deployments/my-chat/${operation}`]);
    expect(new Set(setting.manager.versions)).toEqual(new Set(["2026-07-01"]));
  });

  it("know after a lost answer whether it was done", async () => {
    keep("my-chat");
    setting.manager.intercept = ({ method }) => {
      if (method !== "POST") return undefined;
      keep("my-chat", {}, { deploymentState: "Paused" });
      return (_request, response) => void response.destroy();
    };
    expect(await setting.step("pauseDeployment")).toMatchObject({ state: "succeeded" });
    expect(setting.changes()).toHaveLength(1);
  });
});

describe("a change of which the step can't see the end", () => {
  it.each([
    ["pauseDeployment", "POST", "creating"],
    ["deleteDeployment", "DELETE", "deleting"],
  ])("of %s is told as one that may have been taken", async (action, method, state) => {
    keep("my-chat");
    setting.manager.intercept = (request) =>
      request.method === method ? (_request, response) => void response.destroy() : undefined;
    const cut = await setting.step(action, { requestOptions: { totalTimeout: "4000" } });
    expect(cut).toMatchObject({ state, isDone: false });
    expect(cut.warning).toMatch(/before an answer told whether Azure took it/);
  });

  it.each([
    ["pauseDeployment", "POST"],
    ["resumeDeployment", "POST"],
    ["deleteDeployment", "DELETE"],
  ])("of %s is told as not begun where the account was busy all the time", async (action, method) => {
    keep("my-chat");
    setting.manager.intercept = (request) =>
      request.method === method ? refusal(409, "RequestConflict", "Another operation goes on.") : undefined;
    const cut = await setting.step(action, { requestOptions: { totalTimeout: "60000" } });
    expect(cut).toMatchObject({ state: "notStarted", isDone: false });
    expect(cut.warning).toContain("Another operation goes on.");
    expect(setting.changes().length).toBeGreaterThan(1);
  });

  it("is no failure where Azure took it and the deployment can't be read", async () => {
    keep("my-chat");
    setting.manager.intercept = ({ method }) =>
      method === "POST" ? { status: 200 } : refusal(403, "AuthorizationFailed", "No.");
    expect(await setting.step("resumeDeployment")).toMatchObject({ state: "succeeded", deployment: null });
  });
});

describe("Resource Manager API Version", () => {
  it("is sent with every call of the step", async () => {
    keep("my-chat");
    await setting.step("getDeployment", { managementVersion: "2025-09-01" });
    expect(setting.manager.versions[0]).toBe("2025-09-01");
  });

  it.each([
    ["pauseDeployment", 400, "InvalidApiVersionParameter"],
    ["getDeployment", 404, "InvalidResourceType"],
  ])("that a cloud lacks is told by %s with those that it has", async (step, status, code) => {
    const sentence =
      "The api-version '2026-07-01' is invalid. The supported versions are '2024-10-01,2023-05-01'.";
    setting.manager.intercept = () => refusal(status, code, sentence);
    expect((await failureOf(setting.step(step))).message).toContain("2024-10-01, 2023-05-01");
  });

  it.each(["2022-12-01", "v1", "latest", "2024-10-01&x=1"])("is refused as %s", async (managementVersion) => {
    const failure = await failureOf(setting.step("getDeployment", { managementVersion }));
    expect(failure.message).toMatch(/^Resource Manager API Version: .*2023-05-01 or later/);
  });
});
