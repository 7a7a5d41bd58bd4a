import { type LocalEndpoint, type LocalEndpointOptions, startLocalEndpoint } from "../../../local/endpoint";
import { createBatch, getBatch, numbered, type Service } from "./batchSupport";
import { StandingClock } from "./support";

let endpoint: LocalEndpoint;

afterEach(() => endpoint?.close());

const start = async (options: LocalEndpointOptions = {}): Promise<void> => {
  endpoint = await startLocalEndpoint({ clock: new StandingClock(), ...options });
};

const create = (input: string, fields?: Record<string, unknown>, service?: Service) =>
  createBatch(endpoint, input, fields, service);

const look = (id: string, service?: Service) => getBatch(endpoint, id, service);

describe("the services differ", () => {
  test("OpenAI shows null for a file that is not there", async () => {
    await start();
    const { status, body } = await create(numbered(1), {}, "openai");
    expect([status, body.output_file_id, body.error_file_id]).toEqual([200, null, null]);
    expect((await look(body.id, "openai")).error_file_id).toBeNull();
  });

  test("a dated version answers 201", async () => {
    await start();
    expect((await create(numbered(1), {}, "azureDated")).status).toBe(201);
  });

  test("Azure takes endpoints and urls without a version, and shows them as they came", async () => {
    await start();
    const { body } = await create(numbered(2), { endpoint: "/chat/completions" });
    expect(await look(body.id)).toMatchObject({ status: "completed", endpoint: "/chat/completions" });
    const { status } = await create(numbered(1), { endpoint: "/chat/completions" }, "openai");
    expect(status).toBe(400);
  });

  test("Azure may write capitals, ISO times and no endpoint", async () => {
    await start({ batches: { isCapitalized: true, isEndpointNull: true } });
    const { body } = await create(numbered(1));
    expect(body).toMatchObject({
      ...{ status: "Validating", endpoint: null, created_at: "2026-11-21T09:00:00.000Z" },
    });
    expect(await look(body.id, "openai")).toMatchObject({
      ...{ status: "completed", endpoint: "/v1/chat/completions", created_at: 1_795_251_600 },
    });
  });
});
