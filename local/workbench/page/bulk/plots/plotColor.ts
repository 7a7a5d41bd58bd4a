import type { PlotColor } from "./PlotColors";

/** A color of the style sheet as it is when a plot draws, light or dark. */
export const colorOf = (name: PlotColor) => (): string => {
  const probe = document.querySelector(`[data-color="${name}"]`);
  return probe ? getComputedStyle(probe).color : "gray";
};
