import type { ServerResponse } from "node:http";
import { failureOf } from "../../support/connector";
import { useTestClock } from "../../support/hooks";
import type { ReceivedRequest, ScriptEntry } from "../../support/scriptedServer";
import { account, deployment, refusal } from "../../tasks/deployments/fakeManager";
import { shareManager } from "../../tasks/deployments/managerSetting";

const setting = shareManager();
const clock = useTestClock(Date.now);

const create = (form: Record<string, unknown> = {}) =>
  setting.step("createDeployment", { modelName: "gpt-5.4", ...form });

/** Answers the first calls of a method with these entries, and leaves the others to the manager. */
const first = (method: string, ...entries: ScriptEntry[]): void => {
  const queue = [...entries];
  setting.manager.intercept = (request) => (request.method === method ? queue.shift() : undefined);
};

/** Does what was asked for, and loses the answer. */
const lost = (_request: ReceivedRequest, response: ServerResponse): void => {
  response.destroy();
};
const doneAndLost =
  (state = "Creating"): ScriptEntry =>
  (request, response) => {
    setting.manager.deployments.set("my-chat", {
      ...deployment("my-chat", JSON.parse(request.body)),
      properties: { ...JSON.parse(request.body).properties, provisioningState: state },
    });
    lost(request, response);
  };

const puts = (): string[] => setting.manager.calls.filter((call) => call.startsWith("PUT"));

describe("an answer that is lost", () => {
  it("makes nothing twice when Azure had taken it", async () => {
    first("PUT", doneAndLost("Succeeded"));
    expect(await create()).toMatchObject({ change: "created", state: "succeeded" });
    expect(puts()).toHaveLength(1);
  });

  it("is followed by the deployment when Azure is still at it", async () => {
    let looks = 0;
    setting.manager.intercept = ({ method }, path) => {
      if (method === "PUT") return doneAndLost();
      if (path !== "/deployments/my-chat") return undefined;
      looks += 1;
      return looks === 4 ? { body: deployment("my-chat") } : undefined;
    };
    expect(await create()).toMatchObject({ change: "created", state: "succeeded" });
    expect(puts()).toHaveLength(1);
  });

  it("is asked for again when Azure had not taken it", async () => {
    first("PUT", lost);
    expect(await create()).toMatchObject({ change: "created", state: "succeeded" });
    expect(puts()).toHaveLength(2);
  });

  it("is an error when it is lost for ever", async () => {
    first("PUT", lost, lost, lost, lost);
    const failure = await failureOf(create());
    expect(failure).toMatchObject({ kind: "network" });
    expect(failure.message).toContain("running the step again does nothing twice");
    expect(puts()).toHaveLength(3);
  });

  it("of a deletion counts when the deployment is gone", async () => {
    setting.manager.deployments.set("my-chat", deployment("my-chat"));
    first("DELETE", (request, response) => {
      setting.manager.deployments.delete("my-chat");
      lost(request, response);
    });
    expect(await setting.step("deleteDeployment")).toMatchObject({ state: "deleted", wasThere: null });
    expect(setting.changes()).toHaveLength(1);
  });
});

describe("an account that is at something else", () => {
  it.each([
    [
      "RequestConflict",
      "Another operation is being performed on the parent resource. Please try again later.",
    ],
    ["AccountProvisioningStateInvalid", "Account /subscriptions/… in state Accepted"],
    ["Conflict", "Cannot modify resource because the resource entity provisioning state is not terminal."],
  ])("is waited for: %s", async (code, sentence) => {
    first("PUT", refusal(409, code, sentence), refusal(409, code, sentence));
    expect(await create()).toMatchObject({ change: "created", state: "succeeded" });
    expect(puts()).toHaveLength(3);
    expect(clock.waits[0]).toBeGreaterThanOrEqual(5000);
  });

  it("for all of the step's time is told, and nothing was sent", async () => {
    setting.manager.intercept = ({ method }) =>
      method === "PUT" ? refusal(409, "RequestConflict", "Another operation is being performed.") : undefined;
    const result = await create({ requestOptions: { totalTimeout: "60000" } });
    expect(result).toMatchObject({ change: "none", state: "notStarted", isDone: false });
    expect(result.warning).toContain("Another operation is being performed.");
    expect(result.waitsFor).toMatch(/time was up before Azure took anything/);
  });

  it("is changed by one step of the process after the other, in their order", async () => {
    setting.manager.looks = 2;
    const names = ["one", "two", "three"];
    await Promise.all(names.map((deploymentName) => create({ deploymentName })));
    const order = setting.manager.calls.filter((call) => /^PUT|operations/.test(call));
    const put = (name: string) => [`PUT /deployments/${name}`, "GET /operations/1", "GET /operations/1"];
    expect(order.map((call) => call.replace(/\?.*/, ""))).toEqual(names.flatMap(put));
  });
});

describe("an operation that can't be looked at", () => {
  it.each([401, 403, 404, 500])("with the status %s is followed by the deployment", async (status) => {
    setting.manager.intercept = (_request, path) => {
      if (!path.includes("/operations/")) return undefined;
      setting.manager.deployments.set(
        "my-chat",
        deployment(
          "my-chat",
          { sku: { name: "GlobalStandard", capacity: 20 } },
          { versionUpgradeOption: "OnceNewDefaultVersionAvailable" },
        ),
      );
      return refusal(status, "AuthorizationFailed", "You may not read operations of the location.");
    };
    const made = await create();
    expect(made).toMatchObject({ state: "succeeded", change: "created" });
    expect(made.warning).toMatch(/may not read operations/);
  });

  it("since it is at another address gets no token", async () => {
    const other = await setting.azure.serve({ body: { status: "Failed" } });
    setting.manager.intercept = ({ method }) => {
      if (method !== "PUT") return undefined;
      setting.manager.deployments.set(
        "my-chat",
        deployment("my-chat", {}, { versionUpgradeOption: "OnceNewDefaultVersionAvailable" }),
      );
      return {
        status: 201,
        headers: { "azure-asyncoperation": `${other.url}/x` },
        body: deployment("my-chat", {}, { provisioningState: "Creating" }),
      };
    };
    expect(await create({ capacity: "10" })).toMatchObject({ state: "succeeded" });
    expect(other.requests).toEqual([]);
  });
});

describe("a step whose time is up", () => {
  it("hands back what Azure is at, and running it again makes nothing twice", async () => {
    setting.manager.looks = 1000;
    const cut = await create({ requestOptions: { totalTimeout: "60000" } });
    expect(cut).toMatchObject({ change: "created", state: "creating", isDone: false });
    expect(cut.since).toMatch(/^\d{4}-/);
    setting.manager.deployments.set(
      "my-chat",
      deployment("my-chat", { sku: { name: "GlobalStandard", capacity: 20 } }),
    );
    expect(await create()).toMatchObject({ change: "unchanged", state: "succeeded" });
    expect(puts()).toHaveLength(1);
  });

  it("goes on with a deployment that another step began", async () => {
    setting.manager.deployments.set("my-chat", deployment("my-chat", {}, { provisioningState: "Creating" }));
    const cut = await create({ requestOptions: { totalTimeout: "20000" } });
    expect(cut).toMatchObject({ change: "none", state: "creating", isDone: false });
    expect(setting.changes()).toEqual([]);
  });
});

describe("an operation that fails", () => {
  const quota =
    "This operation require 20 new capacity in quota Tokens Per Minute (thousands) - gpt-5.4, which is bigger than the current available capacity 7. The current quota usage is 93 and the quota limit is 100 for quota Tokens Per Minute (thousands) - gpt-5.4.";

  it.each([["Failed"], ["Canceled"]])("in the state %s says why and what to do", async (status) => {
    setting.manager.outcome = { status, error: { code: "InsufficientQuota", message: quota } };
    const failure = await failureOf(create());
    expect(failure).toMatchObject({ kind: "rejected", code: "InsufficientQuota", sentence: quota });
    expect(failure.message).toMatch(new RegExp(`ended in the state ${status}\\..*7 of Tokens Per Minute`));
  });

  it("without a reason says so", async () => {
    setting.manager.outcome = { status: "Failed" };
    expect((await failureOf(create())).message).toMatch(
      /ended in the state Failed\..*no reason that is known/,
    );
  });

  it("after the quota of a deployment that was just deleted is tried once more", async () => {
    setting.manager.deployments.set("old", deployment("old"));
    await setting.step("deleteDeployment", { deploymentName: "old" });
    first("PUT", refusal(400, "InsufficientQuota", quota));
    expect(await create()).toMatchObject({ state: "succeeded" });
    expect(clock.waits).toContain(20_000);
    expect(account).toContain("my-resource");
  });
});
