import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";

/** How a plot looks, but for its size. */
export type PlotLook = Omit<uPlot.Options, "width" | "height">;

interface PlotProps {
  /** A new look makes a new plot; keep one as long as it stays the same. */
  look: PlotLook;
  data: uPlot.AlignedData;
  height: number;
  /** What the plot shows, for who can't see it. */
  label: string;
}

/** A plot, as wide as its place. */
export const Plot = ({ look, data, height, label }: PlotProps) => {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | undefined>(undefined);
  const latest = useRef(data);
  latest.current = data;
  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    const made = new uPlot({ ...look, width: element.clientWidth, height }, latest.current, element);
    plot.current = made;
    const observer = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height }));
    observer.observe(element);
    const theme = window.matchMedia("(prefers-color-scheme: dark)");
    const redraw = (): void => made.redraw(true, true);
    theme.addEventListener("change", redraw);
    return () => {
      observer.disconnect();
      theme.removeEventListener("change", redraw);
      made.destroy();
    };
  }, [look, height]);
  useEffect(() => plot.current?.setData(data), [data]);
  return <div ref={place} class="plot" role="img" aria-label={label} />;
};
