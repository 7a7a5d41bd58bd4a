import type { ExchangeSide, ShownBody } from "../../../wire/exchange";
import { bytesInWords } from "../../parts/bytesInWords";
import { CopyButton } from "../../parts/CopyButton";

interface ExchangeSideViewProps {
  title: "Request" | "Answer";
  side: ExchangeSide | null;
  /** Said where there is nothing. */
  nothing: string;
}

const headerLines = (headers: ExchangeSide["headers"]): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");

/** A longer body scrolls. */
const mostLines = 22;

const lineLength = 56;

/** About as many lines as a text takes in a narrow box; a long text is not counted to its end. */
const lineCount = (text: string): number =>
  text
    .slice(0, mostLines * lineLength)
    .split("\n")
    .reduce((lines, line) => lines + Math.max(1, Math.ceil(line.length / lineLength)), 0);

const Headers = ({ headers }: Pick<ExchangeSide, "headers">) => (
  <details>
    <summary>{Object.keys(headers).length} headers</summary>
    <dl class="headers">
      {Object.entries(headers).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  </details>
);

const Body = ({ title, body }: { title: string; body: ShownBody }) => (
  <>
    <p class="quiet body-facts">
      {body.contentType ?? "no content type"}, {bytesInWords(body.bytes)}
      {body.text === null && ", no text"}
      {body.isCut && ", its beginning"}
    </p>
    {body.images.length > 0 && (
      <div class="body-images">
        {body.images.map(({ href, contentType, bytes }, index) => (
          <img key={href} src={href} alt={`${contentType} number ${index + 1}, ${bytesInWords(bytes)}`} />
        ))}
      </div>
    )}
    {body.text !== null && body.text !== "" && (
      <textarea
        readOnly
        class="code"
        rows={Math.min(lineCount(body.text), mostLines)}
        aria-label={`Body of the ${title.toLowerCase()}`}
        value={body.text}
      />
    )}
  </>
);

/** A request or an answer: its headers and its body, each to copy. */
export const ExchangeSideView = ({ title, side, nothing }: ExchangeSideViewProps) => (
  <section class="exchange-side">
    <div class="setting-head">
      <h4>{title}</h4>
      {side && (
        <span class="chips">
          <CopyButton label="Copy headers" text={() => headerLines(side.headers)} />
          {side.body?.text != null && <CopyButton label="Copy body" text={() => side.body?.text ?? ""} />}
        </span>
      )}
    </div>
    {side && <Headers headers={side.headers} />}
    {side?.body ? <Body title={title} body={side.body} /> : <p class="quiet">{nothing}</p>}
  </section>
);
