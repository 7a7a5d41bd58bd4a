import { useState } from "preact/hooks";
import { ServerError } from "../app/api";
import { announce } from "./announce";

interface CopyButtonProps {
  label: string;
  /** What is copied, once it is asked for. */
  text(): string | Promise<string>;
}

const refused = "The browser does not allow it: select the text and copy it.";

/** A button that copies a text, and says whether it did. */
export const CopyButton = ({ label, text }: CopyButtonProps) => {
  const [said, setSaid] = useState<string | undefined>(undefined);
  const copy = async (): Promise<void> => {
    const told = await Promise.resolve()
      .then(async () => navigator.clipboard.writeText(await text()))
      .then(() => "Copied")
      .catch((error: unknown) => (error instanceof ServerError ? error.message : refused));
    setSaid(told);
    announce(told);
  };
  return (
    <button type="button" class="small" onClick={() => void copy()} onBlur={() => setSaid(undefined)}>
      {said ?? label}
    </button>
  );
};
