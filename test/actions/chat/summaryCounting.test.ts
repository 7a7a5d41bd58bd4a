import { failureOf, run } from "../../support/connector";
import { useServer, useTestClock } from "../../support/hooks";
import { connectionTo } from "../support";

const server = useServer();
const clock = useTestClock();

/** A text that takes long to count: without a sentence or a space, and of 4 million characters. */
const endless = "0123456789abcdefghij".repeat(200_000);

const summarize = (params: Record<string, unknown>, context = {}) =>
  failureOf(
    run(
      "summarizeText",
      { connection: connectionTo(server.url), textToSummarize: endless, ...params },
      context,
    ),
  );

/** Calls back at each of so many turns of the event loop, of which counting leaves hundreds. */
const atTurns = (turns: number, callback: (turn: number) => void): void => {
  let turn = 0;
  const next = (): void => {
    callback(turn);
    turn += 1;
    if (turn < turns) setImmediate(next);
  };
  setImmediate(next);
};

test("counting the tokens of a long text ends with the step's time", async () => {
  atTurns(150, () => clock.advance(1000));
  const failure = await summarize({ requestOptions: { totalTimeout: "50000" } });
  expect(failure).toMatchObject({ kind: "timeout" });
  expect(failure.message).toMatch(/^Summarize Text had no time left after it counted .* Raise Total Timeout/);
  expect(server.requests).toEqual([]);
});

test("counting the tokens of a long text ends when the step is cancelled", async () => {
  const cancel = new AbortController();
  atTurns(150, (turn) => turn === 149 && cancel.abort());
  const failure = await summarize({}, { signal: cancel.signal });
  expect(failure).toMatchObject({ kind: "timeout" });
  expect(failure.message).toBe("Summarize Text was cancelled while it counted the tokens of the text.");
  expect(server.requests).toEqual([]);
});
