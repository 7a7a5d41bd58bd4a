import { keyConnection, run } from "../support/connector";
import { shareServer, useTestClock } from "../support/hooks";
import { exposureOf, leaksIn } from "../support/leaks";

/* A password field that the connection's kind does not send: its text may still come back in an error. */

const server = shareServer();
useTestClock();

const secret = "unsent-S3cret-of-another-kind-77";

test.each(["clientSecret", "certificate", "certificatePassphrase", "accessToken"])(
  "the text of %s is in no error and no log of a connection with a key",
  async (field) => {
    server.script({ status: 400, body: { error: { message: `The header X-Old holds ${secret} still.` } } });
    const connection = keyConnection(server.url, { [field]: secret });
    const exposure = await exposureOf(({ logger }) =>
      run(
        "createChatCompletion",
        { connection, userPrompt: "x", requestOptions: { maxRetries: "0" } },
        { logger },
      ),
    );
    expect(exposure.failed).toBe(true);
    expect(exposure.output).toContain("X-Old holds");
    expect(leaksIn(exposure, [secret])).toEqual([]);
  },
);
