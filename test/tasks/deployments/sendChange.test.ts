import type { ManagedAnswer } from "../../../src/client/createManagementClient";
import { AzureOpenAIError, type ErrorFacts } from "../../../src/client/errors/errors";
import { sendChange } from "../../../src/tasks/deployments/sendChange";
import { useTestClock } from "../../support/hooks";

useTestClock();

const failure = (facts: Omit<ErrorFacts, "attempts">): AzureOpenAIError =>
  new AzureOpenAIError({ what: "It failed." }, { attempts: 1, ...facts });

/** Sends a change that fails like this, in a step with so much time left. */
const send = (error: AzureOpenAIError, remainingMs: number, wasTaken: () => Promise<boolean>) => {
  const client = { remainingMs: () => remainingMs, signal: undefined } as Parameters<typeof sendChange>[0];
  const sending = (): Promise<ManagedAnswer> => Promise.reject(error);
  return sendChange(client, { account: "/a", send: sending, wasTaken });
};

const cutOff = failure({ kind: "timeout", limit: "total" });
const unsaid = failure({ kind: "network" });

describe("a change whose answer the step's end cut off", () => {
  test.each([0.5, 1, 60_000])("may have been taken, though %s ms are left", async (remainingMs) => {
    let asked = 0;
    const sent = await send(cutOff, remainingMs, async () => {
      asked += 1;
      return false;
    });
    expect(sent).toEqual({ is: "unknown" });
    expect(asked).toBe(0);
  });
});

describe("a change whose answer is lost just before the step's end", () => {
  test.each<[string, () => Promise<boolean>]>([
    ["is not seen yet", async () => false],
    ["can't be asked for", () => Promise.reject(cutOff)],
  ])("and that %s may have been taken", async (_what, wasTaken) => {
    expect(await send(unsaid, 1, wasTaken)).toEqual({ is: "unknown" });
  });

  test("and that is seen was taken", async () => {
    expect(await send(unsaid, 1, async () => true)).toEqual({ is: "accepted" });
  });
});
