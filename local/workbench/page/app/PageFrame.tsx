import type { ComponentType } from "preact";
import { useEffect, useErrorBoundary, useState } from "preact/hooks";
import { Problem } from "../parts/Problem";
import { sentenceOf } from "./api";
import type { Page } from "./pages";

/** A page that was loaded, or why it could not be. */
interface LoadedPage {
  key?: string;
  Shown?: ComponentType;
  problem?: string;
}

interface PageFrameProps {
  page: Page;
  /** Called when another page stands on the screen. */
  onShown(): void;
}

const notLoaded = "This page could not be loaded: look whether the workbench runs, and reload the page.";

const reload = (): void => window.location.reload();

/** The pages that were loaded. */
const known = new Map<string, ComponentType>();

/** A page once it is loaded. The former one does not stay until then: it would take the new address for one of its own. */
const useLoadedPage = ({ key, load }: Page): LoadedPage => {
  const [loaded, setLoaded] = useState<LoadedPage>({});
  useEffect(() => {
    let isCurrent = true;
    load().then(
      (Shown) => {
        known.set(key, Shown);
        if (isCurrent) setLoaded({ key, Shown });
      },
      () => isCurrent && setLoaded({ key, problem: notLoaded }),
    );
    return () => {
      isCurrent = false;
    };
  }, [key, load]);
  const Shown = known.get(key);
  if (Shown) return { key, Shown };
  return loaded.key === key ? loaded : {};
};

/** Shows what is in it, or the sentence of what it throws while it is drawn. */
const Guarded = ({ Shown }: { Shown: ComponentType }) => {
  const [error, again] = useErrorBoundary();
  if (error === undefined) return <Shown />;
  return (
    <>
      <Problem sentence={`This page could not be drawn: ${sentenceOf(error)}`} />
      <button type="button" onClick={again}>
        Draw it again
      </button>
    </>
  );
};

/** The page of the address: loaded when it is first opened, and kept apart from the frame where it fails. */
export const PageFrame = ({ page, onShown }: PageFrameProps) => {
  const { key, Shown, problem } = useLoadedPage(page);
  useEffect(() => {
    if (key !== undefined) onShown();
  }, [key]);
  if (problem !== undefined) {
    return (
      <>
        <Problem sentence={problem} />
        <button type="button" onClick={reload}>
          Reload
        </button>
      </>
    );
  }
  return Shown ? <Guarded key={key} Shown={Shown} /> : null;
};
