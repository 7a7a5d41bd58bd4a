import { withPdfUrl } from "../../src/inputs/partFiles";

const pdf = Buffer.from("%PDF-1.7\n1 0 obj\n%%EOF\n");
const url = `data:application/pdf;base64,${pdf.toString("base64")}`;
/** Before a PDF, as printers have it. One of the commands names the kind of file. */
const commands = "\x1b%-12345X@PJL SET JOBNAME=%PDF-\r\n";

describe("the data of a file in a part", () => {
  it.each<[what: string, before: string]>([
    ["at its first byte", ""],
    ["behind empty lines", "\n\n"],
    ["behind a printer's commands", commands],
  ])("is the PDF as a data URL: %s", (_what, before) => {
    const bytes = Buffer.concat([Buffer.from(before), pdf]);
    for (const data of [bytes, bytes.toString("base64"), { data: bytes, contentType: "application/pdf" }])
      expect(withPdfUrl({ filename: "a.pdf", file_data: data })).toEqual({
        filename: "a.pdf",
        file_data: url,
      });
  });

  it.each([url, "file-1", Buffer.from("PK\x03\x04"), `${commands}no PDF`, `${pdf.toString("base64")}*`])(
    "stays as it is else: %#",
    (data) => {
      expect(withPdfUrl({ file_data: data })).toEqual({ file_data: data });
    },
  );
});
