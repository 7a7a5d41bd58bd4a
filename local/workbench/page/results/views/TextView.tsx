import { useEffect, useState } from "preact/hooks";
import type { ResultNode } from "../../../wire/run";
import { sentenceOf } from "../../app/api";
import { Problem } from "../../parts/Problem";
import { loadPiece } from "../loadText";
import { Media } from "./Media";
import { SubtitleLines } from "./SubtitleLines";

interface TextViewProps {
  address: string;
  segments: readonly string[];
  node: ResultNode;
}

/** The longest JSON that is set out in lines, in characters. */
const mostPretty = 200_000;

/** JSON set out in lines; the text itself where it is none. */
const pretty = (text: string): string => {
  if (!/^\s*[{[]/.test(text) || text.length > mostPretty) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
};

interface MoreProps {
  /** Characters that are shown, of all. */
  shown: number;
  size: number;
  href: string | undefined;
  onMore(): void;
}

const More = ({ shown, size, href, onMore }: MoreProps) => (
  <p class="more">
    <button type="button" onClick={onMore}>
      Show more
    </button>{" "}
    <span class="quiet">
      {shown.toLocaleString("en-US")} of {size.toLocaleString("en-US")} characters
    </span>{" "}
    {href !== undefined && (
      <a href={`${href}&kept=1`} download>
        Save as a file
      </a>
    )}
  </p>
);

/** A text in pieces, as what it is: an image, sound, subtitles, JSON, or plain. It is never taken for markup. */
export const TextView = ({ address, segments, node }: TextViewProps) => {
  const { size = 0, contentType = "", href, value = "" } = node;
  const [text, setText] = useState(String(value));
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const left = size - text.length;
  const show = (former: string): void => {
    loadPiece(address, segments, former.length).then(
      (piece) => setText(former + piece),
      (error: unknown) => setProblem(sentenceOf(error)),
    );
  };
  // What the tree knows of a long text is a line; its first piece takes the place of that once.
  useEffect(() => {
    if (left > 0) show("");
  }, []);
  const isSubtitles = contentType === "text/vtt" || contentType === "application/x-subrip";
  return (
    <>
      {href !== undefined && /^(image|audio)\//.test(contentType) && (
        <Media href={href} contentType={contentType} />
      )}
      {isSubtitles && <SubtitleLines text={text} />}
      <pre class="node-text">{left > 0 ? text : pretty(text)}</pre>
      {left > 0 && <More shown={text.length} size={size} href={href} onMore={() => show(text)} />}
      {problem !== undefined && <Problem sentence={problem} />}
    </>
  );
};
