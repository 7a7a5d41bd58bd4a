import { connectionTo } from "../../actions/support";
import { chatAnswer } from "../../support/answers";
import { failureOf, run } from "../../support/connector";
import { shareServer } from "../../support/hooks";
import { gatewayCases } from "./gatewayRefusals";
import type { MendedCase } from "./refusals";
import { serverCases } from "./serverRefusals";
import { serviceCases } from "./serviceRefusals";
import { unmendedCases } from "./unmendedRefusals";

const server = shareServer();

const hello = [{ role: "user", content: "Hello" }];

const ask = async ({ messages = hello, before }: Pick<MendedCase, "messages" | "before">) => {
  const { data } = await run("createChatCompletion", {
    ...{ connection: connectionTo(server.url), model: "my-deployment", messages },
    modelSettings: { extraParameters: before, apiMode: "chat" },
  });
  return data as { warnings: string[] };
};

const sent = () => server.requests.map(({ body }) => JSON.parse(body));

const rows = [...serviceCases, ...serverCases, ...gatewayCases].map((row) => [row.what, row] as const);

test.each(rows)("mended: %s", async (_what, row) => {
  const { refusals, status = 400, before, after, messages = hello, messagesAfter = messages } = row;
  server.script(...refusals.map((body) => ({ status, body })), chatAnswer());
  const { warnings } = await ask(row);
  const bodies = sent();
  const base = { model: "my-deployment" };
  expect(bodies[0]).toStrictEqual({ ...base, messages, ...before });
  expect(bodies.at(-1)).toStrictEqual({ ...base, messages: messagesAfter, ...after });
  expect([bodies.length, warnings]).toEqual([refusals.length + 1, row.told]);
});

test.each(unmendedCases.map((row) => [row.what, row] as const))("not mended: %s", async (_what, row) => {
  const { refusal, status = 400 } = row;
  server.script({ status, body: refusal }, chatAnswer());
  const error = await failureOf(ask(row));
  expect(server.requests).toHaveLength(1);
  expect(error.message).not.toContain("Tried");
});
