import { useTestClock } from "../../support/hooks";
import { deployment, model } from "../../tasks/deployments/fakeManager";
import { shareManager } from "../../tasks/deployments/managerSetting";

const setting = shareManager();
const clock = useTestClock(Date.now);

const tuned = "gpt-5.4-2026-03-05.ft-0a1b2c";
const inDays = (days: number): string => new Date(clock.now() + days * 86_400_000).toISOString();

beforeEach(() => {
  setting.manager.models = [
    model("gpt-5.4", "2025-11-01"),
    model("gpt-5.4", "2026-03-05", { format: "Other", deprecation: { inference: inDays(30) } }),
  ];
});

describe("a deployment of a fine-tuned model", () => {
  it("is made with the format of the model that it was made of, and tells when that is retired", async () => {
    const made = await setting.step("createDeployment", { modelName: tuned, sku: "Standard" });
    expect(setting.manager.bodies[0]).toMatchObject({
      properties: { model: { format: "Other", name: tuned, version: "1" } },
    });
    expect(made.warning).toContain(`gpt-5.4 2026-03-05 is retired on ${inDays(30).slice(0, 10)}`);
  });

  it("is shown with that day", async () => {
    setting.manager.deployments.set(
      "my-chat",
      deployment("my-chat", {}, { model: { format: "Other", name: tuned, version: "1" } }),
    );
    expect(await setting.step("getDeployment")).toMatchObject({
      summary: { warning: expect.stringContaining("stops answering then") },
    });
  });
});
