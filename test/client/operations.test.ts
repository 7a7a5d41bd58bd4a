import { kept, keptAt, operationOf, pathsOf, routeOf, workOf } from "../../src/client/endpoint/operations";
import { operationAtEnd } from "../../src/client/endpoint/operationsInPaths";
import { resolveEndpoint } from "../../src/client/endpoint/resolveEndpoint";

const fields = { organization: "", isOpenAIKey: true, apiVersion: "" };
const works = ["chat", "embeddings", "image", "transcription", "speech"] as const;
const modelPaths = works.flatMap((work) => pathsOf(work).map((path) => [path, work] as const));

describe.each(modelPaths)("%s", (path, work) => {
  test("is found by every reader of the table", () => {
    expect(operationOf("POST", path)?.runs).toBe(work);
    expect(workOf(path.toUpperCase())).toBe(work);
    expect(operationAtEnd(`/gateway/v1${path}`)).toMatchObject({ base: "/gateway/v1", operation: path });
  });

  test("is taken off an address that was pasted with it", () => {
    const { baseUrl } = resolveEndpoint({ ...fields, endpoint: `https://gateway.example/v1${path}` });
    expect(baseUrl).toBe("https://gateway.example/v1");
  });

  test("may be repeated, since it leaves nothing behind but its answer", () => {
    expect(routeOf("POST", path).repeatable).toBe(true);
  });
});

describe.each(kept)("$list", ({ list, noun }) => {
  test("is known as a list and by its entries", () => {
    expect(keptAt(list)).toMatchObject({ kept: { noun }, isEntry: false });
    expect(keptAt(`${list}/id_1/content`)).toMatchObject({ kept: { noun }, isEntry: true });
    expect(keptAt(`${list}_of_others`)).toBeUndefined();
  });

  test("is taken off an address that was pasted with it", () => {
    const { baseUrl } = resolveEndpoint({ ...fields, endpoint: `https://gateway.example/v1${list}` });
    expect(baseUrl).toBe("https://gateway.example/v1");
  });
});

describe("an operation by id", () => {
  test("is a row of its own, whatever the id", () => {
    expect(routeOf("POST", "/vector_stores/vs_1/search")).toMatchObject({
      repeatable: true,
      answerField: "data",
    });
    expect(routeOf("POST", "/vector_stores//search").repeatable).toBe(false);
    expect(routeOf("POST", "/vector_stores/vs_1/search/more").repeatable).toBe(false);
  });

  test("that changes something is never repeated, and reading always is", () => {
    expect(routeOf("POST", "/batches/batch_1/cancel").repeatable).toBe(false);
    expect(routeOf("GET", "/batches/batch_1").repeatable).toBe(true);
  });
});
