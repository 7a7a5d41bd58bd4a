import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { checkSpecs, contentDigest, fetchSpec } from "../../../scripts/openapi/checkSpecs";
import { specExcerpts } from "../../../scripts/openapi/specExcerpts";
import { specFiles } from "../../../scripts/openapi/specFiles";
import { useStarted } from "../../support/hooks";

const name = "service.yaml";
const url = "http://127.0.0.1";

/** A description of one operation, with a type for one of its parameters. */
const specWith = (type: string): Buffer =>
  Buffer.from(
    JSON.stringify({
      info: { version: "1" },
      paths: {
        "/models": {
          get: { parameters: [{ name: "limit", in: "query", schema: { type } }], responses: { 200: {} } },
        },
      },
      components: { schemas: {} },
    }),
  );

const pinned = { name, url, sha256: contentDigest(name, specWith("integer")) };
const kept = specExcerpts("service", [[name, specWith("integer")]]);
const failures = (bytes: Buffer) =>
  checkSpecs("service", [[pinned, bytes]], kept)
    .filter(({ holds }) => !holds)
    .map(({ what }) => what);

describe("an OpenAPI file", () => {
  it("is the pinned one however it is written", () => {
    const yaml =
      "components: {schemas: {}}\ninfo: {version: '1'}\npaths:\n  /models:\n    get:\n      responses: {'200': {}}\n      parameters: [{schema: {type: integer}, in: query, name: limit}]\n";
    expect(failures(specWith("integer"))).toEqual([]);
    expect(failures(Buffer.from(yaml))).toEqual([]);
  });

  it("that says something else is refused, and so is the excerpt", () => {
    expect(failures(specWith("string"))).toEqual([
      expect.stringContaining("service.yaml is another file than the one that the tests are held to"),
      expect.stringContaining("The excerpt of service is not what the files say"),
    ]);
  });

  it("that says something else where no excerpt looks is refused alone", () => {
    const more = { ...(JSON.parse(specWith("integer").toString()) as object), tags: [] };
    expect(failures(Buffer.from(JSON.stringify(more)))).toHaveLength(1);
  });

  it("that is none is refused by name", () => {
    expect(() => failures(Buffer.from("[]"))).toThrow("service.yaml holds no object");
  });
});

describe("fetching a file", () => {
  const server = useStarted(async () => {
    const started = createServer((request, response) => {
      if (request.url === "/gone") response.writeHead(404).end();
      else if (request.url === "/endless") {
        const more = () => void response.write(Buffer.alloc(64 * 1024), () => setImmediate(more));
        more();
      } else response.end("found");
    });
    await new Promise<void>((resolve) => started.listen(0, "127.0.0.1", resolve));
    return {
      url: `http://127.0.0.1:${(started.address() as AddressInfo).port}`,
      close: () => {
        started.close();
        started.closeAllConnections();
      },
    };
  });

  it("gives what is there", async () => {
    expect((await fetchSpec({ name, url: `${server.url}/there` })).toString()).toBe("found");
  });

  it("says what is not there, and bounds what does not end", async () => {
    await expect(fetchSpec({ name, url: `${server.url}/gone` })).rejects.toThrow("answered 404");
    await expect(fetchSpec({ name, url: `${server.url}/endless` }, 1_000_000)).rejects.toThrow(
      "gives more than 1000000 bytes",
    );
  });
});

it("is named by an address of one commit and a digest", () => {
  for (const { url: address, sha256 } of Object.values(specFiles).flat()) {
    expect(address).toMatch(/^https:\/\/raw\.githubusercontent\.com\/[\w.-]+\/[\w.-]+\/[0-9a-f]{8,40}\/\S+$/);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  }
});
