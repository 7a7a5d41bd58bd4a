import { clock } from "../../../src/client/clock";
import { failureOf, run } from "../../support/connector";
import { useServer, useTestClock } from "../../support/hooks";
import type { ScriptEntry } from "../../support/scriptedServer";
import { connectionTo } from "../support";

const server = useServer();
useTestClock();

const records = Array.from({ length: 40 }, (_, index) => ({
  prompt: `What is ${index * 7919} in words?`,
  completion: `Number ${index}.`,
}));

interface Handed {
  fileName: string;
  data?: Buffer;
  fileId?: string;
  wasThere?: boolean;
  bytes: number;
}
interface Output {
  files: Record<string, Handed>;
  service: string;
  isReady: boolean;
  rowErrors: unknown[];
  reasons: unknown[];
  estimate: unknown;
}

const prepare = async (params: object = {}): Promise<Output> =>
  (await run("prepareTrainingData", { records, ...params })).data as Output;

const listOf = (...data: object[]): ScriptEntry => ({ body: { object: "list", data, has_more: false } });
const file = (id: string, name: string, bytes: number, status = "processed") => ({
  object: "file",
  id,
  filename: name,
  bytes,
  status,
  purpose: "fine-tune",
});

describe("Prepare Training Data", () => {
  test("hands three files on without a connection, for Azure", async () => {
    const { files, service } = await prepare();
    expect(service).toBe("azure");
    expect(Object.keys(files)).toEqual(["training", "validation", "test"]);
    for (const { data, bytes } of Object.values(files)) expect(data).toHaveLength(bytes);
    expect(server.requests).toHaveLength(0);
  });

  test("keeps to the rules of the service that the connection leads to, or that is chosen", async () => {
    const openai = connectionTo(server.url, "openai");
    expect((await prepare({ connection: openai })).service).toBe("openai");
    expect((await prepare({ connection: connectionTo(server.url) })).service).toBe("azure");
    expect((await prepare({ rowChecks: { service: "openai" } })).service).toBe("openai");
    expect(server.requests).toHaveLength(0);
  });

  test("fails with every reason while a row is wrong, and uploads nothing", async () => {
    const wrong = [
      ...records,
      { prompt: "", completion: "a" },
      { prompt: "b", completion: " " },
      { prompt: "c" },
    ];
    const connection = connectionTo(server.url);
    const { message } = await failureOf(prepare({ records: wrong, connection, upload: "true" }));
    expect(message).toContain("made no files: 3 of 43 rows are wrong.");
    expect(message).toContain("The prompt is empty. (Records, row 41)");
    expect(message).toContain("The answer is empty. (Records, row 42)");
    expect(message).toContain("It has no field completion for the answer. (Records, row 43)");
    expect(server.requests).toHaveLength(0);
  });

  test("takes rows as long as the model trains with, unless a length is entered", async () => {
    const long = [...records, { prompt: "Go on", completion: " yes".repeat(17_000) }];
    const reported = async (rowChecks: object) =>
      (await prepare({ records: long, wrongRows: "report", rowChecks })).rowErrors;
    const cut = [expect.objectContaining({ reason: expect.stringContaining("more than 16385 tokens") })];
    expect(await reported({ baseModel: "gpt-35-turbo-0125" })).toEqual(cut);
    expect(await reported({ baseModel: "gpt-35-turbo-0125", mostTokens: "20000" })).toEqual([]);
    expect(await reported({})).toEqual([]);
  });

  test("skips wrong rows or reports them where that is chosen", async () => {
    const wrong = [{ prompt: "", completion: "a" }, ...records];
    const skipped = await prepare({ records: wrong, wrongRows: "skip" });
    expect(skipped).toMatchObject({ isReady: true, rowErrors: [{ row: 1 }] });
    const reported = await prepare({ records: wrong, wrongRows: "report" });
    expect(reported).toMatchObject({ isReady: false, files: {}, rowErrors: [{ row: 1 }] });
  });

  test("advises no skipping where wrong rows are skipped", async () => {
    const wrong = [{ prompt: "", completion: "a" }, ...records.slice(0, 5)];
    const { message } = await failureOf(prepare({ records: wrong, wrongRows: "skip" }));
    expect(message).toContain("1 of 6 rows were wrong and skipped. The prompt is empty. (Records, row 1)");
    expect(message).toMatch(/rows after the split, .* Add rows, or enter smaller shares\.$/);
    expect(message).not.toContain("Wrong Rows");
  });

  test("counts all wrong rows by reason, and tells so many by number", async () => {
    const wrong = Array.from({ length: 500 }, () => ({ prompt: "a", completion: "" }));
    const form = { records: wrong, wrongRows: "report", rowChecks: { mostRowErrors: "3" } };
    const { rowErrors, reasons } = await prepare(form);
    expect(rowErrors).toHaveLength(3);
    expect(reasons).toEqual([
      { reason: "The answer is empty.", count: 500, input: "Records", rows: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] },
    ]);
  });

  test("fails for what stands against whole files, whatever is chosen for rows", async () => {
    const failure = await failureOf(prepare({ records: records.slice(0, 5), wrongRows: "skip" }));
    expect(failure.message).toMatch(/made no files\. The training file has \d rows after the split/);
    const method = "reinforcement";
    const unvalidated = await failureOf(prepare({ method, split: { validationShare: "0" } }));
    expect(unvalidated.message).toContain("Reinforcement training needs a validation file");
  });

  test("estimates what training costs", async () => {
    const { estimate } = await prepare({ trainingCost: { trainingPrice: "25", epochs: "3" } });
    const { trainingTokensPerEpoch: tokens } = estimate as { trainingTokensPerEpoch: number };
    expect(tokens).toBeGreaterThan(32 * 10);
    const costPerEpoch = Number(((tokens * 25) / 1e6).toPrecision(12));
    expect(estimate).toEqual({
      trainingTokensPerEpoch: tokens,
      isEstimate: false,
      costPerEpoch,
      epochs: 3,
      cost: Number((costPerEpoch * 3).toPrecision(12)),
    });
  });

  test("needs a connection to upload", async () => {
    expect((await failureOf(prepare({ upload: "true" }))).message).toMatch(/^Connection: Upload is true/);
  });
});

describe("Upload", () => {
  const upload = (params: object = {}) =>
    prepare({
      connection: connectionTo(server.url),
      upload: "true",
      split: { validationShare: "0" },
      ...params,
    });

  test("sends the training file under its digest, waits until it was read, and hands on the test file", async () => {
    server.script(
      listOf(),
      { body: file("file-new", "x", 0, "pending") },
      { body: file("file-new", "x", 10, "processed") },
    );
    const { files } = await upload();
    expect(files["training"]).toMatchObject({ fileId: "file-new", wasThere: false });
    expect(files["training"]).not.toHaveProperty("data");
    expect(files["test"]?.data).toBeInstanceOf(Buffer);
    const [list, sent, look] = server.requests;
    expect(list?.url).toContain("purpose=fine-tune");
    expect(sent).toMatchObject({ method: "POST", url: "/openai/v1/files" });
    expect(sent?.body).toContain(files["training"]?.fileName);
    expect(sent?.body).toContain("\r\n\r\nfine-tune\r\n");
    expect(sent?.body).toContain('\ufeff{"messages":');
    expect(look?.url).toBe("/openai/v1/files/file-new");
  });

  test("uses the file that is there with the same name, size and purpose", async () => {
    const { fileName, bytes } = (await prepare({ split: { validationShare: "0" } })).files[
      "training"
    ] as Handed;
    server.script(
      listOf(
        file("file-failed", fileName, bytes, "error"),
        file("file-short", fileName, bytes - 1),
        { ...file("file-batch", fileName, bytes), purpose: "batch" },
        file("file-known", fileName, bytes),
      ),
    );
    const { files } = await upload();
    expect(files["training"]).toMatchObject({ fileId: "file-known", wasThere: true });
    expect(server.requests).toHaveLength(1);
  });

  test("fails with what the service says of a file that it can't use", async () => {
    const failed = { ...file("file-bad", "x", 10, "error"), status_details: "Line 3 is not a dictionary." };
    server.script(listOf(), { body: failed });
    expect((await failureOf(upload())).message).toContain("Line 3 is not a dictionary.");
  });

  const trainingFile = async () => {
    const { files } = await prepare({ split: { validationShare: "0" } });
    const { fileName, bytes } = files["training"] as Handed;
    return { fileName, bytes };
  };

  test("reads the list until the file is found, and takes none that expires soon or is unusable", async () => {
    const { fileName, bytes } = await trainingFile();
    const nowSeconds = Math.floor(clock.now() / 1000);
    const soon = { ...file("file-soon", fileName, bytes), expires_at: nowSeconds + 3_600 };
    const later = { ...file("file-later", fileName, bytes), expires_at: nowSeconds + 20 * 86_400 };
    server.script({
      body: {
        object: "list",
        data: [soon, file("file-expired", fileName, bytes, "Expired"), later],
        has_more: true,
      },
    });
    expect((await upload()).files["training"]).toMatchObject({ fileId: "file-later", wasThere: true });
    expect(server.requests).toHaveLength(1);
  });

  test("says of a file that was found that it was found", async () => {
    const { fileName, bytes } = await trainingFile();
    server.script(listOf(file("file-known", fileName, bytes, "pending")), {
      body: file("file-known", fileName, bytes, "error"),
    });
    expect((await failureOf(upload())).message).toMatch(/found file-known, which the service could not use/);
  });
});

it("takes records as rows where the first ones have messages, and one without them as wrong", async () => {
  const ready = records.map(({ prompt, completion }) => ({
    messages: [
      { role: "user", content: prompt },
      { role: "assistant", content: completion },
    ],
  }));
  const { data } = await run("prepareTrainingData", { records: [...ready, records[0]], wrongRows: "skip" });
  expect(data).toMatchObject({ counts: { total: 41, wrong: 1, prepared: 40 } });
});
