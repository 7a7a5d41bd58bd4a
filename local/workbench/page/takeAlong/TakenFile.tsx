import type { TakenPart } from "../../wire/takenText";
import { announce } from "../parts/announce";
import { CopyButton } from "../parts/CopyButton";

/** More is copied and downloaded, and not drawn, in characters. */
const mostShown = 200_000;

/** Hands a text to the browser as a file. */
const download = ({ name, text }: TakenPart): void => {
  const href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = href;
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
  announce(`${name} is downloaded.`);
};

/** A text that stands in a file: to read, to copy, to download. */
export const TakenFile = ({ part }: { part: TakenPart }) => {
  const { name, text } = part;
  return (
    <section class="take-file">
      <header>
        <h3>{name}</h3>
        <span class="take-tools">
          <CopyButton label="Copy" text={() => text} />
          <button type="button" class="small" onClick={() => download(part)}>
            Download
          </button>
        </span>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys */}
      <section class="take-text" tabIndex={0} aria-label={name}>
        <pre>{text.slice(0, mostShown)}</pre>
      </section>
      {text.length > mostShown && (
        <p class="quiet">
          The first {mostShown.toLocaleString("en-US")} of {text.length.toLocaleString("en-US")} characters.
          Copy and Download take all of them.
        </p>
      )}
    </section>
  );
};
