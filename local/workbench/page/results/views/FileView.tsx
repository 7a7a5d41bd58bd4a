import type { ResultNode } from "../../../wire/run";
import { bytesInWords } from "../../parts/bytesInWords";
import { useFileText } from "../useFileText";
import { CsvTable } from "./CsvTable";
import { Media } from "./Media";
import { SubtitleLines } from "./SubtitleLines";

const Text = ({ href, contentType }: { href: string; contentType: string }) => {
  const { text, isCut } = useFileText(href);
  if (text === undefined) return null;
  if (contentType === "text/csv") return <CsvTable text={text} isCut={isCut} />;
  return (
    <>
      {(contentType === "text/vtt" || contentType === "application/x-subrip") && (
        <SubtitleLines text={text} />
      )}
      <pre class="node-text">{text}</pre>
      {isCut && <p class="quiet">Only the beginning is shown: save the file to see the rest.</p>}
    </>
  );
};

const isText = (contentType: string): boolean =>
  /^text\/(plain|csv|vtt|markdown)$|^application\/(json|jsonl|x-subrip)$/.test(contentType);

/** A file as what it is, and a way to keep it. */
export const FileView = ({ node }: { node: ResultNode }) => {
  const { href = "", size = 0, fileName } = node;
  const contentType = (node.contentType ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  return (
    <>
      {/^(image|audio)\//.test(contentType) && <Media href={href} contentType={contentType} />}
      {isText(contentType) && <Text href={href} contentType={contentType} />}
      <p class="more">
        <a href={`${href}&kept=1`} download>
          Save {fileName ?? "the file"}
        </a>{" "}
        <span class="quiet">
          {contentType || "unknown type"}, {bytesInWords(size)}
        </span>
      </p>
    </>
  );
};
