import { failureOf } from "../support/connector";
import { useTestClock } from "../support/hooks";
import { deliver, eventText, secretA, secretB, sign, signedHeaders } from "./deliveries";

useTestClock();

const branchWith = async (signingSecret: string) =>
  (await deliver(signedHeaders(), eventText, { inputs: { signingSecret } })).branch;
const refusal = async (...delivery: Parameters<typeof deliver>) =>
  (await failureOf(deliver(...delivery))).message;

describe("a signing secret", () => {
  test.each([
    ["with its version", `v1,${secretA}`],
    ["in quotes", `"${secretA}"`],
    ["in single quotes", `'${secretA}'`],
    ["in printed quotes", `\u201c${secretA}\u201d`],
    ["in back ticks", `\`${secretA}\``],
    ["with its name", `OPENAI_WEBHOOK_SECRET=${secretA}`],
    ["with its name and quotes", `OPENAI_WEBHOOK_SECRET = "${secretA}"`],
    ["as a shell sets it", `export WEBHOOK_SECRET='${secretA}'`],
    ["as PowerShell sets it", `$env:WEBHOOK_SECRET = "${secretA}";`],
    ["with its name and a colon", `Signing secret: ${secretA}`.replace("Signing secret", "signing_secret")],
    ["with a space of no width", `\u200b${secretA}\ufeff`],
    ["with a mark and blanks", `\ufeff  ${secretA}\r\n`],
    ["beside another one, in quotes", `"${secretB}", "${secretA}"`],
    ["beside another one, each with its version", `v1,${secretB} v1,${secretA}`],
  ])("is found where it was pasted %s", async (_how, text) => {
    expect(await branchWith(text)).toBe("Event");
  });

  test.each([
    ["too short", `whsec_${Buffer.from("fifteen bytes..").toString("base64")}`],
    ["beside one that is too short", `${secretA} whsec_c2hvcnQ=`],
    ["beside something else", `${secretA} and sk-something-else`],
    ["with characters that no secret has", `${secretA}!`],
    ["written twice without a space", `${secretA.replace(/=+$/, "")}${secretA}`],
    ["without its beginning", secretA.slice(6)],
    ["its name alone", "OPENAI_WEBHOOK_SECRET="],
    ["a public key of another version", "v1a,whpk_ZXhhbXBsZQ=="],
  ])("is refused in the form when it is %s", async (_how, text) => {
    const message = await refusal(signedHeaders(), eventText, { inputs: { signingSecret: text } });
    expect(message).toBe(
      "Signing Secret: this is not the secret of a webhook receiver. Enter it as it was shown, whsec_ and all.",
    );
  });

  test("is taken with sixteen bytes", async () => {
    const secret = `whsec_${Buffer.from("sixteen bytes...").toString("base64")}`;
    const headers = signedHeaders({ secret });
    expect((await deliver(headers, eventText, { inputs: { signingSecret: secret } })).branch).toBe("Event");
  });
});

describe("the header of the signature", () => {
  const wrong = `v1,${Buffer.alloc(32).toString("base64")}`;

  test.each<[string, unknown]>([
    ["a list", [wrong, sign()]],
    ["a list with a null", [null, sign()]],
    ["joined by commas", `${wrong},${sign()}`],
    ["joined by commas and spaces", `${wrong}, ${sign()}`],
    ["behind one of another version", `v1a,${Buffer.alloc(64).toString("base64")} ${sign()}`],
    ["with several blanks", `  ${wrong}   ${sign()}  `],
  ])("may be %s", async (_form, header) => {
    expect((await deliver({ ...signedHeaders(), "webhook-signature": header })).branch).toBe("Event");
  });

  test.each<[string, unknown]>([
    ["an empty list", []],
    ["null", null],
    ["a number", 7],
    ["a list of blanks", [" ", ""]],
  ])("is missing when it is %s", async (_form, header) => {
    expect(await refusal({ ...signedHeaders(), "webhook-signature": header })).toContain(
      "it has no header webhook-signature",
    );
  });

  test("that is 200 kB of the beginnings of signatures is refused", async () => {
    const header = "v1,".repeat(66_000);
    expect(await refusal({ ...signedHeaders(), "webhook-signature": header })).toContain("does not fit");
  });
});

describe("a body that is not what was signed is refused in words", () => {
  test.each<[string, unknown]>([
    ["a Buffer without its data", { type: "Buffer" }],
    ["a Buffer whose data is no list", { type: "Buffer", data: 7 }],
    ["data without a type", { data: [...Buffer.from(eventText)] }],
    ["data of another type", { type: "Array", data: [...Buffer.from(eventText)] }],
    ["a number", 7],
    ["a list", [1, 2]],
    ["data in data without an end", JSON.parse(`${'{"data":'.repeat(5_000)}null${"}".repeat(5_000)}`)],
  ])("%s", async (_what, body) => {
    expect(await refusal(signedHeaders(), body)).toContain("its body was changed on the way");
  });

  test.each<[string, unknown]>([
    ["a Buffer of other values", { type: "Buffer", data: [null, "x", 1e9] }],
    ["null", null],
  ])("%s", async (_what, body) => {
    expect(await refusal(signedHeaders(), body)).toContain("its signature does not fit");
  });

  test.each<[string, unknown]>([
    ["an array buffer", new Uint8Array(Buffer.from(eventText)).buffer],
    ["a view of bytes", new DataView(new Uint8Array(Buffer.from(eventText)).buffer)],
    ["bytes in two wrappings", { data: { data: Buffer.from(eventText) } }],
  ])("but bytes are taken as %s", async (_what, body) => {
    expect((await deliver(signedHeaders(), body)).branch).toBe("Event");
  });
});

test("an event with a byte order mark is read", async () => {
  const body = `\ufeff${eventText}`;
  expect(await deliver(signedHeaders({ body }), body)).toMatchObject({
    branch: "Event",
    payload: { body: { data: { type: "batch.completed" } } },
  });
});

test.each([
  "batch.completed, x",
  "batch.completed x",
  "batch.completed.",
  "batch",
  "Batch.completed!",
  "a..b",
])("an event type with something behind its name is refused: %s", async (eventType) => {
  const message = await refusal(signedHeaders(), eventText, {
    inputs: { eventTypes: ["batch.failed", eventType] },
  });
  expect(message).toContain(`Event Types: entry 2, "${eventType}", is not accepted.`);
});

describe("a body that was wrapped on its way", () => {
  const base64 = Buffer.from(eventText).toString("base64");
  const printed = JSON.stringify(Buffer.from(eventText));

  test.each<[string, unknown]>([
    ["as base64 text", base64],
    ["as base64 text of the other alphabet", Buffer.from(eventText).toString("base64url")],
    ["as base64 text of a file", { data: base64, contentType: "application/json" }],
    ["as a buffer that went through JSON", JSON.parse(printed)],
    ["as the text of one", printed],
    ["as one with base64 text", { type: "Buffer", data: base64 }],
    ["as text with a mark", `\ufeff${eventText}`],
    ["as bytes with a mark", Buffer.from(`\ufeff${eventText}`)],
  ])("is verified %s", async (_how, rawBody) => {
    expect((await deliver(signedHeaders(), rawBody as never)).branch).toBe("Event");
  });

  test("is refused where it was changed, in every form", async () => {
    const other = eventText.replace("batch", "botch");
    for (const rawBody of [Buffer.from(other).toString("base64"), JSON.stringify(Buffer.from(other))]) {
      expect(await refusal(signedHeaders(), rawBody as never)).toContain("its signature does not fit");
    }
  });
});

test("a time that arrives as a number is the time that was signed", async () => {
  const headers = signedHeaders();
  const timestamp = Number(headers["webhook-timestamp"]);
  expect((await deliver({ ...headers, "webhook-timestamp": timestamp })).branch).toBe("Event");
});
