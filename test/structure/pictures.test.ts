import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { mostPictureBytes, screenshotFolder } from "../support/screenshots";
import { expectNone } from "./expectNone";
import { root, type SourceFile, sourceFiles } from "./sourceFiles";

const link = /\]\(([^\s()]+\.(?:png|svg|jpe?g|gif|webp))\)|<img\s[^>]*?src="([^"]+)"/g;

/** The pictures of the repository that a text shows or links to, from the root. */
const picturesIn = ({ path: where, text }: SourceFile): string[] =>
  [...text.matchAll(link)]
    .map(([, shown, tagged]) => shown ?? tagged ?? "")
    .filter((address) => !/^[a-z]+:/.test(address))
    .map((address) => path.posix.join(path.posix.dirname(where), address));

const textsOfRoot = readdirSync(root)
  .filter((name) => name.endsWith(".md"))
  .map((name) => ({ path: name, text: readFileSync(path.join(root, name), "utf8") }));

// The pages stand in documentation.md, from where what they name is found.
const ofPages = /^docs\/pages\//;
const texts = [...textsOfRoot, ...sourceFiles("docs", /\.md$/).filter((file) => !ofPages.test(file.path))];

const kept = existsSync(path.join(root, screenshotFolder))
  ? readdirSync(path.join(root, screenshotFolder)).map((name) => `${screenshotFolder}/${name}`)
  : [];
const pictures = kept.filter((file) => file.endsWith(".png"));

describe("pictures", () => {
  it("are there when a text names them", () => {
    expectNone(
      texts.flatMap((text) =>
        picturesIn(text)
          .filter((file) => !existsSync(path.join(root, file)))
          .map((file) => `${text.path} names ${file}, which does not exist.`),
      ),
    );
  });

  it("of the workbench are each named by a text", () => {
    const named = new Set(texts.flatMap(picturesIn));
    expectNone(
      pictures
        .filter((file) => !named.has(file))
        .map((file) => `${file} is named by no text: show it in README.md or docs/pages, or delete it.`),
    );
  });

  it("of the workbench are small, and each has the text of what it shows beside it", () => {
    const digestOf = (file: string): string => file.replace(/\.png$/, ".txt");
    const known = new Set(pictures.flatMap((file) => [file, digestOf(file)]));
    expectNone([
      ...pictures
        .filter((file) => statSync(path.join(root, file)).size > mostPictureBytes)
        .map((file) => `${file} has more than ${mostPictureBytes} bytes: make its page smaller.`),
      ...[...known]
        .filter((file) => !kept.includes(file))
        .map((file) => `${file} is missing: renew the picture.`),
      ...kept.filter((file) => !known.has(file)).map((file) => `${file} belongs to no picture: delete it.`),
    ]);
  });

  it("are found however they are named", () => {
    const text =
      '![Run](../images/run.png) [icon](../../assets/icon.svg) <img alt="Bulk" src="bulk.png"> ![](https://example.com/a.png) [page](run.md)';
    expect(picturesIn({ path: "docs/decisions/0024.md", text })).toEqual([
      "docs/images/run.png",
      "assets/icon.svg",
      "docs/decisions/bulk.png",
    ]);
  });
});
