/** The colors of the style sheet that plots read. */
const plotColors = ["--text", "--line", "--accent", "--good", "--warn", "--bad", "--quiet"] as const;
/** One of them. */
export type PlotColor = (typeof plotColors)[number];

/** Elements that are not seen, by which a plot learns what a color is in the theme of the moment. */
export const PlotColors = () => (
  <div hidden>
    {plotColors.map((name) => (
      <span key={name} data-color={name} style={{ color: `var(${name})` }} />
    ))}
  </div>
);
