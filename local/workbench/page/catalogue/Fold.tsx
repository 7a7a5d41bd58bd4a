import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";

interface FoldProps {
  label: string;
  /** Its place among the headings of the page. */
  heading: "h2" | "h3";
  isOpenAtFirst?: boolean;
  children: ComponentChildren;
}

/** A part of a page that can be folded away. */
export const Fold = ({ label, heading: Heading, isOpenAtFirst = false, children }: FoldProps) => {
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  const id = useId();
  return (
    <div class="part-fold">
      <Heading class="part-fold-head">
        <button
          type="button"
          class="fold"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
        >
          <span class="fold-mark" aria-hidden="true" />
          <span class="fold-label">{label}</span>
        </button>
      </Heading>
      <div id={id} hidden={!isOpen}>
        {isOpen && children}
      </div>
    </div>
  );
};
