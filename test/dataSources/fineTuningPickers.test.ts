import { connectionTo } from "../actions/support";
import { useServer } from "../support/hooks";
import type { ReceivedRequest, ScriptEntry } from "../support/scriptedServer";
import { sendAnswer } from "../support/scriptedServer";
import { pick } from "./azureSetting";

const server = useServer();

const choicesOf = async (picker: string, params: Record<string, unknown> = {}) =>
  (await pick(picker, { connection: connectionTo(server.url), ...params })).choices;

const list = (data: readonly unknown[], hasMore = false) => ({
  body: { object: "list", data, has_more: hasMore },
});

/** Answers with pages of a list, each of this size. */
const pages =
  (all: ReadonlyArray<{ id: string }>, size: number): ScriptEntry =>
  ({ url }: ReceivedRequest, response) => {
    const after = new URL(url, "http://localhost").searchParams.get("after");
    const start = after === null ? 0 : all.findIndex(({ id }) => id === after) + 1;
    sendAnswer(response, list(all.slice(start, start + size), start + size < all.length));
  };

describe("Select Fine-Tuning Job", () => {
  it("shows status, model, suffix and day, in the service's order", async () => {
    server.script(
      list([
        { id: "j2", status: "pending", model: "o4-mini-2025-04-16", created_at: "2026-11-20T23:00:00Z" },
        { id: "j1", status: "succeeded", model: "m", user_provided_suffix: "s", created_at: 1_795_219_200 },
        { id: "j0", status: null, model: 3, suffix: {}, created_at: "soon" },
        null,
        { status: "running" },
      ]),
    );
    expect(await choicesOf("selectFineTuningJob")).toEqual([
      { key: "j2", label: "j2 (pending, o4-mini-2025-04-16, 2026-11-20)" },
      { key: "j1", label: "j1 (succeeded, m, s, 2026-11-21)" },
      { key: "j0", label: "j0" },
    ]);
  });

  it("reads as many pages as a dropdown can show", async () => {
    const jobs = Array.from({ length: 350 }, (_, index) => ({ id: `j${index}` }));
    server.script(pages(jobs, 100));
    expect(await choicesOf("selectFineTuningJob")).toHaveLength(300);
  });
});

describe("Select Checkpoint", () => {
  it("shows each model once, with step and loss", async () => {
    server.script(
      list([
        {
          id: "c3",
          fine_tuned_model_checkpoint: "m.ft-1",
          step_number: 30,
          metrics: { full_valid_loss: 0.5 },
        },
        { id: "c2", fine_tuned_model_checkpoint: "m.ft-1:ckpt-step-20", step_number: 20, metrics: null },
        { id: "c4", fine_tuned_model_checkpoint: "m.ft-1", step_number: 30 },
        { id: "c1" },
        {},
      ]),
    );
    expect(await choicesOf("selectCheckpoint", { jobId: "ftjob-1" })).toEqual([
      { key: "m.ft-1", label: "m.ft-1 (final, step 30, validation loss 0.5)" },
      { key: "m.ft-1:ckpt-step-20", label: "m.ft-1:ckpt-step-20 (step 20)" },
      { key: "c1", label: "c1" },
    ]);
    expect(server.requests[0]?.url).toContain("/fine_tuning/jobs/ftjob-1/checkpoints");
  });
});

describe("Select Fine-Tuned Model", () => {
  it("shows what somebody trained, of both services", async () => {
    const ids = ["gpt-4.1", "gpt-4.1-2025-04-14.ft-0a", "ft:gpt-4o:org::1", "shift:other", "draft-ft-1"];
    server.script(list(ids.map((id) => ({ id }))));
    expect((await choicesOf("selectFineTunedModel")).map(({ key }) => key)).toEqual([
      "ft:gpt-4o:org::1",
      "gpt-4.1-2025-04-14.ft-0a",
    ]);
  });
});

describe("Select File", () => {
  const files = [
    { id: "f2", filename: "b.jsonl", purpose: "fine-tune", bytes: 1_234_567 },
    { id: "f1", filename: "a.jsonl", purpose: "batch", bytes: 900 },
    { id: "f0", filename: null, purpose: "fine-tune", bytes: "many" },
  ];

  it("shows all files by name, purpose, size and id", async () => {
    server.script(pages(files, 2));
    expect(await choicesOf("selectFile")).toEqual([
      { key: "f2", label: "b.jsonl (fine-tune, 1.2 MB, f2)" },
      { key: "f1", label: "a.jsonl (batch, 0.9 kB, f1)" },
      { key: "f0", label: "f0 (fine-tune, f0)" },
    ]);
  });

  it("shows those of a purpose, also where the service does not sort them out", async () => {
    server.script(list(files));
    expect((await choicesOf("selectFile", { purpose: "fine-tune" })).map(({ key }) => key)).toEqual([
      "f2",
      "f0",
    ]);
    expect(server.requests[0]?.url).toContain("purpose=fine-tune");
  });
});
