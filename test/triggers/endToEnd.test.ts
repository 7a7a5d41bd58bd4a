import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import type { CreatedOutput } from "../../src/output/createdBatches";
import { connectionTo } from "../actions/support";
import { run, testKey } from "../support/connector";
import { useEndpoint } from "../support/hooks";
import { idsOf, pollingFlow } from "./batchService";
import { deliver } from "./deliveries";
import { createWebhook, deleteWebhook, flowContext } from "./receiverService";

const endpoint = useEndpoint();

const createBatch = async (): Promise<string> => {
  const params = { connection: connectionTo(endpoint.url), messages: ["Say one"] };
  return ((await run("createBatch", params)).data as CreatedOutput).batchIds[0] ?? "";
};

test("a batch that Create Batch made is reported by Batch Finished, once", async () => {
  const flow = pollingFlow({ server: { url: endpoint.url } } as never);
  await flow.poll();
  const batchId = await createBatch();
  const polled = [await flow.poll(), await flow.poll(), await flow.poll()];
  expect(polled.flatMap(idsOf)).toEqual([batchId]);
});

interface Delivered {
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** A flow's webhook URL, and the first delivery that reaches it. */
const startFlow = async () => {
  let arrive: (delivery: Delivered) => void = () => undefined;
  const delivered = new Promise<Delivered>((resolve) => {
    arrive = resolve;
  });
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      response.end();
      arrive({ headers: request.headers, body: Buffer.concat(chunks) });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, delivered, close: () => server.close() };
};

test.each(["v1", "openai"] as const)(
  "the receiver that a deployment creates on %s delivers events that the trigger accepts, until it is deleted",
  async (api) => {
    const flow = await startFlow();
    const params = { connection: connectionTo(endpoint.url, api) };
    const context = { ...flowContext(), webhookUrls: { "Flow 1": flow.url } };
    const created = await createWebhook(context as never, params);
    const batchId = await createBatch();
    const { headers, body } = await flow.delivered;
    const state = { ...context, crossFlowState: created?.crossFlowState };
    const received = await deliver(headers, body, { inputs: { signingSecret: "" }, context: state });
    expect(received).toMatchObject({
      branch: "Event",
      payload: { body: { data: { data: { id: batchId } } } },
    });
    await deleteWebhook(state as never, params);
    flow.close();
    const list = api === "openai" ? "/v1/webhook_endpoints" : "/openai/v1/dashboard/webhook_endpoints";
    const headersOf = api === "openai" ? { authorization: `Bearer ${testKey}` } : { "api-key": testKey };
    const listed = await fetch(`${endpoint.url}${list}`, { headers: headersOf });
    expect(await listed.json()).toMatchObject({ data: [] });
  },
);
