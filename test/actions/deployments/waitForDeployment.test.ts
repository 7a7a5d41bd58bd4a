import { failureOf } from "../../support/connector";
import { useTestClock } from "../../support/hooks";
import type { ScriptedAnswer } from "../../support/scriptedServer";
import { deployment, refusal } from "../../tasks/deployments/fakeManager";
import { shareManager } from "../../tasks/deployments/managerSetting";

const setting = shareManager();
const clock = useTestClock(Date.now);

const wait = (form: Record<string, unknown> = {}) => setting.step("waitForDeployment", form);

const there = (state = "Succeeded", more = {}): void =>
  void setting.manager.deployments.set("my-chat", deployment("my-chat", more, { provisioningState: state }));

/** What the endpoint of the models answers, one call after the other. */
const endpoint = (...answers: ScriptedAnswer[]): void => setting.azure.service.script(...answers);
const error = (status: number, code: string, message = "No."): ScriptedAnswer => ({
  status,
  body: { error: { code, message } },
});
const emptyMessages = error(400, "invalid_value", "[] is too short - 'messages'");

describe("a deployment that Azure has made", () => {
  it("is ready when the endpoint knows it, which is asked for no tokens", async () => {
    there();
    endpoint(emptyMessages);
    expect(await wait()).toMatchObject({
      state: "succeeded",
      isDone: true,
      waitsFor: null,
      since: null,
      warning: null,
    });
    expect(setting.azure.service.requests.map(({ body }) => JSON.parse(body))).toEqual([
      { model: "my-chat", messages: [] },
    ]);
  });

  it.each([
    [
      "DeploymentNotFound",
      error(404, "DeploymentNotFound", "The API deployment for this resource does not exist."),
    ],
    ["DeploymentNotReady", error(400, "DeploymentNotReady", "The deployment is not ready.")],
    ["a failure of the service", error(500, "InternalError")],
    ["LoRA", error(400, "BadRequest", "Failed to load LoRA")],
  ])("is waited for while the endpoint says %s", async (_what, notYet) => {
    there();
    endpoint(notYet, notYet, notYet, notYet, notYet, emptyMessages);
    expect(await wait()).toMatchObject({ state: "succeeded", isDone: true });
  });

  it.each([401, 403, 429])("is there when the endpoint answers %s", async (status) => {
    there();
    endpoint(error(status, "x", "Not for you."));
    const { state, warning } = await wait({ requestOptions: { maxRetries: "0" } });
    expect(state).toBe("succeeded");
    expect(warning).toMatch(
      /^The endpoint has the deployment, and refuses the connection's call: .*Not for you\./,
    );
  });

  it("and that is not loaded is told by the endpoint's words, without advice to wait for it", async () => {
    there();
    endpoint(error(400, "BadRequest", "Failed to load LoRA"));
    const { warning } = await wait({ requestOptions: { totalTimeout: "60000" } });
    expect(warning).toMatch(/The endpoint said: Failed to load LoRA\.?$/);
  });

  it("is there when its model answers other calls than these", async () => {
    there();
    endpoint(
      error(
        404,
        "OperationNotSupported",
        "The chatCompletion operation does not work with the specified model.",
      ),
    );
    expect(await wait()).toMatchObject({ state: "succeeded" });
  });

  it("and that is paused is there with a warning", async () => {
    there();
    endpoint(error(423, "DeploymentPaused", "The deployment is paused."));
    expect((await wait()).warning).toMatch(/resume it/);
  });

  it("tells since when the endpoint has not answered when the time is up", async () => {
    const lastModifiedAt = new Date(clock.now() - 20 * 60_000).toISOString();
    there("Succeeded", { systemData: { lastModifiedAt } });
    endpoint(error(404, "DeploymentNotFound", "The API deployment does not exist."));
    const result = await wait({ requestOptions: { totalTimeout: "60000" } });
    expect(result).toMatchObject({ state: "starting", isDone: false, since: lastModifiedAt });
    expect(result.warning).toMatch(
      /does not have it yet, 2\d min after it was changed\. Delete the deployment and create it anew/,
    );
  });

  it("is not to be deleted where the endpoint is out of order", async () => {
    there("Succeeded", { systemData: { lastModifiedAt: "2026-01-01T00:00:00Z" } });
    endpoint(error(503, "ServerBusy", "Busy."));
    const result = await wait({ requestOptions: { totalTimeout: "60000" } });
    expect(result).toMatchObject({ state: "starting", isDone: false });
    expect(result.since).not.toMatch(/^2026-01-01/);
    expect(result.warning).toMatch(/gives no answer, which tells nothing of the deployment.*Busy\./);
    expect(result.warning).not.toMatch(/Delete/);
  });

  it("of batches answers no calls, and is not asked", async () => {
    there("Succeeded", { sku: { name: "GlobalBatch", capacity: 50 } });
    endpoint(error(500, "x"));
    expect(await wait()).toMatchObject({ state: "succeeded" });
    expect(setting.azure.service.requests).toEqual([]);
  });

  it("is enough where the endpoint is not waited for", async () => {
    there();
    endpoint(error(500, "x"));
    expect(await wait({ waitUntil: "succeeded" })).toMatchObject({ state: "succeeded" });
    expect(setting.azure.service.requests).toEqual([]);
  });
});

describe("a deployment that Azure is at", () => {
  it("is looked at ever more seldom, from 5 s to 30 s", async () => {
    there("Creating");
    let looks = 0;
    setting.manager.intercept = () => {
      looks += 1;
      if (looks === 10) there();
      return undefined;
    };
    expect(await wait({ waitUntil: "succeeded" })).toMatchObject({ state: "succeeded" });
    expect(clock.waits.map((waitMs) => Math.round(waitMs / 1000))).toEqual([
      5, 8, 11, 17, 25, 30, 30, 30, 30,
    ]);
  });

  it("is told as it is when the time is up", async () => {
    const lastModifiedAt = "2026-11-26T08:00:00.000Z";
    there("Creating", { systemData: { lastModifiedAt } });
    const result = await wait({ requestOptions: { totalTimeout: "30000" } });
    expect(result).toMatchObject({ state: "creating", isDone: false, since: lastModifiedAt });
    expect(result.deployment?.summary["state"]).toBe("Creating");
  });

  it("and that fails is an error", async () => {
    there("Failed");
    expect((await failureOf(wait())).message).toMatch(
      /^Wait for Deployment asked for the deployment my-chat, and it ended in the state Failed\./,
    );
  });

  it("is looked at again after looks that fail in passing", async () => {
    there("Creating");
    let looks = 0;
    setting.manager.intercept = () => {
      looks += 1;
      if (looks === 1) return undefined;
      if (looks < 7) return refusal(503, "ServerBusy", "Busy.");
      there();
      return undefined;
    };
    expect(await wait({ waitUntil: "succeeded" })).toMatchObject({ state: "succeeded" });
  });
});

describe("a deployment that is to go", () => {
  it.each([
    ["while Azure deletes it", "Deleting"],
    ["before Azure has begun to delete it", "Succeeded"],
  ])("is waited for until it is gone, %s", async (_when, state) => {
    there(state);
    let looks = 0;
    setting.manager.intercept = () => {
      looks += 1;
      if (looks === 3) setting.manager.deployments.clear();
      return undefined;
    };
    expect(await wait({ waitUntil: "deleted" })).toMatchObject({ state: "deleted", isDone: true });
  });

  it("and stays is told when the time is up", async () => {
    there();
    const result = await wait({ waitUntil: "deleted", requestOptions: { totalTimeout: "20000" } });
    expect(result).toMatchObject({ state: "deleting", isDone: false });
    expect(result.warning).toMatch(/Azure does not delete the deployment: run Delete Deployment/);
  });
});

describe("Azure Resource Manager's refusals for rate", () => {
  it("are waited out as long as their quoted number says", async () => {
    there();
    let looks = 0;
    const sentence =
      "Number of requests for action 'Microsoft.CognitiveServices/accounts/deployments/read' exceeded the limit of '50' for time interval '00:05:00'. Please try again after '372' seconds.";
    setting.manager.intercept = () => {
      looks += 1;
      return looks === 1 ? refusal(429, "ResourceRequestsThrottled", sentence) : undefined;
    };
    expect(await wait({ waitUntil: "succeeded" })).toMatchObject({ state: "succeeded" });
    expect(clock.waits[0]).toBeGreaterThanOrEqual(372_000);
    expect(clock.waits[0]).toBeLessThan(380_000);
  });
});
