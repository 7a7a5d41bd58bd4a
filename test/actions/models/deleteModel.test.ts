import { modelList } from "../../dataSources/azureSetting";
import { failureOf } from "../../support/connector";
import { shareStarted, useTestClock } from "../../support/hooks";
import { deployed, forbidden, listing, startCatalogue } from "./catalogueServer";

const setting = shareStarted(() => startCatalogue());
useTestClock(Date.now);

const tuned = "gpt-4.1-2025-04-14.ft-0123abcd";
const remove = (modelName: string) => setting.runManaged("deleteModel", { modelName });
const headers = { "x-request-id": "request-1" };
const refusing = (status: number, message: string, code = "conflict") =>
  setting.serve({ [`/models/${tuned}`]: { status, headers, body: { error: { code, message } } } });

beforeEach(() => {
  setting.serve({ [`/models/${tuned}`]: { status: 204 } });
  setting.manage({
    "/deployments": listing(
      deployed("mine", tuned, "1"),
      deployed("checkpoint", `${tuned}:ckpt-step-90`, "1"),
      deployed("other", `${tuned}ef`, "1"),
    ),
  });
});

describe("a fine-tuned model", () => {
  it("is deleted, also where the answer has no body", async () => {
    expect(await remove(tuned)).toEqual({ id: tuned, object: "model", deleted: true });
    expect(setting.service.requests.map(({ method }) => method)).toEqual(["DELETE"]);
  });

  it("is deleted at OpenAI, whose answer is given", async () => {
    const modelName = "ft:gpt-4.1:my-org::abc";
    const body = { id: modelName, object: "model", deleted: true };
    setting.serve({ [`/models/${modelName}`]: { body } });
    expect(await setting.runWithKey("deleteModel", { modelName }, { isOpenAIKey: "true" })).toEqual(body);
  });

  test.each([409, 400])("that is in use is told with its deployments: %d", async (status) => {
    refusing(status, "The model is deployed and can't be deleted.");
    const error = await failureOf(remove(tuned));
    expect(error).toMatchObject({ status, code: "conflict", requestId: "request-1" });
    expect(error.sentence).toContain("The model is deployed");
    expect(error.mend).toBe(
      "It is deployed as mine, checkpoint: delete its deployments with Delete Deployment, then run the step again.",
    );
  });

  it("that is in use is told without them where they can't be read", async () => {
    setting.manage({ "/deployments": forbidden });
    refusing(409, "Conflict.");
    expect((await failureOf(remove(tuned))).mend).toBe(
      "Delete its deployments with Delete Deployment, then run the step again.",
    );
  });

  it("that is not there is told with the nearest fine-tuned ones", async () => {
    setting.serve({
      [`/models/${tuned}`]: { status: 404, body: { error: { code: "notFound", message: "Gone." } } },
      "/models": modelList("gpt-4.1-2025-04-14", "gpt-4.1-2025-04-14.ft-0123abce"),
    });
    const { message } = await failureOf(remove(tuned));
    expect(message).toContain(`no fine-tuned model is named ${tuned} at ${setting.service.url}.`);
    expect(message).toContain("Did you mean gpt-4.1-2025-04-14.ft-0123abce?");
  });

  it("that is refused for another reason keeps that one", async () => {
    refusing(403, "You are not an owner.", "forbidden");
    expect((await failureOf(remove(tuned))).message).toContain("You are not an owner.");
  });
});

test.each(["gpt-4.1", "gpt-4.1-2025-04-14", "my-deployment", "draft-model", "left-over"])(
  "%s, which no job made, is refused before anything is sent",
  async (name) => {
    const { message } = await failureOf(remove(name));
    expect(message).toContain(`${name} is not the name of a fine-tuned model`);
    expect([...setting.service.requests, ...setting.manager.requests]).toEqual([]);
  },
);
