import { startAzure } from "../../dataSources/azureSetting";
import { run } from "../../support/connector";
import { shareStarted } from "../../support/hooks";
import type { ScriptedServer } from "../../support/scriptedServer";
import { createFakeManager, type FakeManager } from "./fakeManager";

type Fields = Record<string, unknown>;

/** Where the account of the tests is. */
export const place = { subscriptionId: "s1", resourceGroup: "rg", accountName: "my-resource" };

/** What the actions of deployments give. */
export interface Given {
  state: string;
  isDone: boolean;
  change?: string;
  wasThere?: boolean | null;
  waitsFor: string | null;
  since: string | null;
  warning: string | null;
  deployment: (Fields & { summary: Fields }) | null;
}

/** Azure for a file of tests: a manager anew for each test, and the steps that ask it. */
export const shareManager = () => {
  let server: ScriptedServer;
  let manager: FakeManager;
  const azure = shareStarted(async () => {
    const started = await startAzure();
    server = await started.serve({});
    return started;
  });
  beforeEach(() => {
    manager = createFakeManager();
    server.script(manager.script);
    azure.entra.tokensIssued.length = 0;
  });
  const connection = (): Fields => azure.principal(azure.service.url, { managementHost: server.url });
  return {
    azure,
    connection,
    get manager() {
      return manager;
    },
    /** Runs an action on the deployment my-chat. */
    step: async (action: string, form: Fields = {}, context: Fields = {}): Promise<Given> => {
      const { data } = await run(
        action,
        { connection: connection(), deploymentName: "my-chat", ...place, ...form },
        context,
      );
      return data as Given;
    },
    /** The calls that change something. */
    changes: (): string[] => manager.calls.filter((call) => !call.startsWith("GET")),
  };
};
