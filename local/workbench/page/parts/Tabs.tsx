import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import "./tabs.css";

/** One of several views, of which one is shown. */
export interface Tab {
  key: string;
  label: string;
  show(): ComponentChildren;
}

interface TabsProps {
  /** What the views are of. */
  label: string;
  tabs: readonly Tab[];
}

const moves: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowLeft: (at, count) => (at + count - 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

interface TabButtonProps {
  id: string;
  tab: Tab;
  isCurrent: boolean;
  onChoose(key: string): void;
}

const TabButton = ({ id, tab, isCurrent, onChoose }: TabButtonProps) => (
  <button
    id={`${id}-${tab.key}`}
    type="button"
    role="tab"
    class="plain"
    aria-selected={isCurrent}
    aria-controls={`${id}-panel`}
    tabIndex={isCurrent ? 0 : -1}
    onClick={() => onChoose(tab.key)}
  >
    {tab.label}
  </button>
);

/** Views side by side. Arrow keys change between them. */
export const Tabs = ({ label, tabs }: TabsProps) => {
  const id = useId();
  const [chosen, setChosen] = useState(tabs[0]?.key);
  const at = Math.max(
    0,
    tabs.findIndex(({ key }) => key === chosen),
  );
  const current = tabs[at];
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = tabs[moves[event.key]?.(at, tabs.length) ?? -1];
    if (!next) return;
    event.preventDefault();
    setChosen(next.key);
    document.getElementById(`${id}-${next.key}`)?.focus();
  };
  return (
    <div class="tabs">
      <div role="tablist" aria-label={label} class="tab-list" onKeyDown={onKeyDown}>
        {tabs.map((tab) => (
          <TabButton key={tab.key} id={id} tab={tab} isCurrent={tab === current} onChoose={setChosen} />
        ))}
      </div>
      {current && (
        <div
          key={current.key}
          id={`${id}-panel`}
          role="tabpanel"
          aria-labelledby={`${id}-${current.key}`}
          class="tab-panel"
        >
          {current.show()}
        </div>
      )}
    </div>
  );
};
