import { seededRandom } from "../../local/endpoint/server/seededRandom";
import { connectionTo, quiet } from "../actions/support";
import { harness } from "../support/connector";
import { shareServer, useTestClock } from "../support/hooks";
import { startMs } from "../support/testClock";
import { deliver, eventText, secretA, secretB, sign, signedHeaders } from "../triggers/deliveries";
import { createWebhook, deleteWebhook, flowContext } from "../triggers/receiverService";
import { fuzzCases } from "./fuzzCases";
import { oddInput } from "./oddInputs";
import { faultOf, outcomeOf } from "./outcomeFaults";
import { absent, mutated, pick, type Random, strangeJson } from "./strangeValues";

/* What strangers send to a webhook, and what the platform kept of a trigger, made strange. */

type Fields = Record<string, unknown>;

useTestClock();

/** What the trigger makes of a delivery; its headers go on as they came. */
const received = async (...delivery: Parameters<typeof deliver>) => {
  const { branch, response } = await deliver(...delivery);
  return { branch, response };
};

/** One entry of these replaced by anything, left out, or spelled in another case. */
const oddFields = (fields: Fields, random: Random): Fields => {
  const key = pick(random, Object.keys(fields));
  const { [key]: former, ...others } = fields;
  if (random() < 0.2) return { ...others, [key.toUpperCase()]: former };
  const value = oddInput(random);
  return value === absent ? others : { ...fields, [key]: value };
};

const oddBody = (random: Random): unknown => {
  const kind = random();
  if (kind < 0.4) return oddInput(random);
  if (kind < 0.6) return { data: oddInput(random), contentType: "application/json" };
  return strangeJson(mutated(JSON.parse(eventText), random));
};

const oddState = (random: Random): Fields => ({
  ...(random() < 0.5 && { instanceState: oddInput(random) }),
  ...(random() < 0.5 && { crossFlowState: oddInput(random) }),
});

fuzzCases("whatever is delivered, it is an event, a refusal, or an error with a sentence", async (number) => {
  const random = seededRandom(number);
  const body = random() < 0.6 ? oddBody(random) : eventText;
  const isText = typeof body === "string";
  // Half of what is strange is signed all the same: the reading of the body comes behind the signature.
  const signed = signedHeaders(isText ? { body } : {});
  const headers = random() < 0.5 ? oddFields(signed, random) : signed;
  const inputs = oddFields({ signingSecret: secretA, includeRawBody: "true", eventTypes: [] }, random);
  const context = random() < 0.3 ? oddState(random) : {};
  const entered = random() < 0.3 ? inputs : {};
  return faultOf(await outcomeOf(() => received(headers, body, { inputs: entered, context })));
});

fuzzCases("whatever headers there are, they are read", async (number) => {
  const random = seededRandom(number);
  const headers = pick(random, [oddInput(random), Object.entries(signedHeaders()), signedHeaders()]);
  const body = random() < 0.5 ? eventText : oddBody(random);
  return faultOf(await outcomeOf(() => received(headers as Fields, body)));
});

describe("what a trigger has kept", () => {
  const server = shareServer([]);

  const batch = (id: string, status: string) => ({
    id,
    object: "batch",
    status,
    created_at: startMs / 1000 - 500,
    completed_at: startMs / 1000 - 100,
    request_counts: { total: 1, completed: 1, failed: 0 },
  });

  const poll = (instanceState: Fields) =>
    harness.trigger(
      "batchFinished",
      {},
      { connection: connectionTo(server.url), requestOptions: { maxRetries: "0" } } as never,
      { ...quiet, instanceState } as never,
    );

  fuzzCases("is taken or left, whatever became of it, by Batch Finished", async (number) => {
    const random = seededRandom(number);
    server.script({
      body: { object: "list", data: [batch("batch_1", "in_progress"), batch("batch_2", "completed")] },
    });
    const saved: Fields = {};
    await poll(saved);
    server.script({ body: { object: "list", data: [batch("batch_1", "completed")] } });
    // Below the state as a whole, which is the platform's own.
    for (const key of Object.keys(saved)) saved[key] = mutated(saved[key], random);
    return faultOf(await outcomeOf(() => poll(saved)));
  });

  fuzzCases("is taken or left, whatever became of it, by a webhook of its own", async (number) => {
    const random = seededRandom(number);
    server.script((request, response) => {
      const receiver = { id: "whe_1", name: "x", url: "x", event_types: [], signing_secret: secretB };
      const answer = request.method === "GET" ? { object: "list", data: [] } : receiver;
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
    });
    const params = { connection: connectionTo(server.url), requestOptions: { maxRetries: "0" } };
    const context = flowContext();
    const created = await createWebhook(context, params);
    const places = Object.entries((created?.crossFlowState ?? {}) as Fields);
    // Below the state as a whole, which is the platform's own.
    const kept = Object.fromEntries(places.map(([place, saved]) => [place, mutated(saved, random)]));
    const later = { ...flowContext(), crossFlowState: kept };
    const act = pick(random, [
      () => createWebhook(later, params),
      () => deleteWebhook(later, params),
      () =>
        deliver({ ...signedHeaders(), "webhook-signature": sign({ secret: secretB }) }, eventText, {
          inputs: { signingSecret: "" },
          context: later,
        }),
    ]);
    return faultOf(await outcomeOf(async () => act()));
  });
});
