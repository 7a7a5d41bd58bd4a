import { useState } from "preact/hooks";

/** An image or a sound. Opened this way, a drawing runs no script and asks for nothing. */
export const Media = ({ href, contentType }: { href: string; contentType: string }) => {
  const [isBroken, setIsBroken] = useState(false);
  if (isBroken) return <p class="quiet">The browser can't show this {contentType}.</p>;
  if (contentType.startsWith("audio/")) {
    return (
      // biome-ignore lint/a11y/useMediaCaption: what a model said has no captions but the text that it was given
      <audio controls src={href} aria-label="Sound of the result" onError={() => setIsBroken(true)} />
    );
  }
  return <img class="node-image" src={href} alt="From the result" onError={() => setIsBroken(true)} />;
};
