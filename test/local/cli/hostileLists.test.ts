import { csvRecords } from "../../../src/text/tables/csvRecords";
import { useServer } from "../../support/hooks";
import { type Ended, requireBundle, runScript } from "../runScript";

// Spawned processes on a machine that runs other tests at the same time.
jest.setTimeout(120_000);

const server = useServer();
beforeAll(requireBundle);

/** A run that prints, in a form, a list that a service answers with. */
const ended = async (format: string, list: unknown): Promise<Ended> => {
  const answer = { body: JSON.stringify({ data: list }), headers: { "content-type": "application/json" } };
  server.script(answer);
  const args = ["rawRequest", "--method", "GET", "--url", "/v1/things", "--format", format];
  const env = {
    AZURE_OPENAI_ENDPOINT: server.url,
    AZURE_OPENAI_API_KEY: "key-of-the-tests-0123456789",
    // Megabytes: what grows by rows times columns does not fit.
    NODE_OPTIONS: "--max-old-space-size=1024",
  };
  const { code, stdout, stderr } = await runScript("local/cli/start.ts", args, { env });
  return { code, stdout, stderr };
};

/** The same where all goes well. */
const printed = async (format: string, list: unknown): Promise<string> => {
  const { code, stdout, stderr } = await ended(format, list);
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(/^Connection: .*\n$/) });
  return stdout;
};

it("signs that control a terminal stay out of a table, and its lines are one for each entry", async () => {
  const list = [{ id: "\u001b]0;title\u0007a\r\nb", "n\u001b[2Jame": "\u009bx" }, null, 7, ["a"]];
  const lines = (await printed("table", list)).trimEnd().split("\n");
  expect(lines).toHaveLength(2 + list.length);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what must not be there
  expect(lines.join("")).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
});

it("formulas in fields and their names are not computed, and names of every object are names like others", async () => {
  const row = '{"=1+1":"@SUM(A1)","__proto__":"a","constructor":"-2+3","plain":"-5"}';
  const text = await printed("csv", JSON.parse(`[${row}]`));
  expect(text.split("\r\n")[0]).toBe("'=1+1,__proto__,constructor,plain");
  const [record = {}] = csvRecords("printed", text).records;
  expect(Object.values(record)).toEqual(["'@SUM(A1)", "a", "'-2+3", "-5"]);
});

it("a new field in each of many rows fills no memory", async () => {
  const list = Array.from({ length: 20_000 }, (_row, index) => ({ [`field ${index}`]: index }));
  const table = await printed("table", list);
  expect(table).toMatch(/^field 0 +field 1 .*\n/);
  expect(table).toMatch(/ \d{5} more\. --format json or csv has all\.\n$/);
  expect((await printed("jsonl", list)).trimEnd().split("\n")).toHaveLength(20_000);
  const { code, stdout, stderr } = await ended("csv", list);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain('"field 19999": 19999');
  expect(stderr).toMatch(/\n--format csv: 20000 rows of 20000 columns are too many cells: choose jsonl\.\n$/);
});
