import { PNG } from "pngjs";
import { drawChart } from "../../../src/tasks/fineTuning/metrics/chart/drawChart";
import { judgeMetrics } from "../../../src/tasks/fineTuning/metrics/judgeMetrics";
import { bestStep } from "../../../src/tasks/fineTuning/metrics/measureCurves";
import type { MetricsRow } from "../../../src/tasks/fineTuning/metrics/metricsRow";
import { columnsIn } from "../../../src/tasks/fineTuning/metrics/readResultFiles";

const chartOf = (rows: MetricsRow[], name = "ftjob-1") => {
  const chart = drawChart({
    job: undefined,
    name,
    source: "result file",
    fileIds: [],
    rows,
    columns: columnsIn(rows),
    best: bestStep(rows),
    judgment: judgeMetrics(rows, {}),
    nearest: undefined,
    warnings: [],
  });
  if (!chart) throw new Error("There is no chart.");
  return { ...chart, picture: PNG.sync.read(chart.png) };
};

const rowsOf = (name: string, points: ReadonlyArray<readonly [step: number, value: number]>): MetricsRow[] =>
  points.map(([step, value]) => ({ step, values: { [name]: value } }));

const colors = { training: [0x1d, 0x4e, 0xd8], validation: [0xc2, 0x41, 0x0c], best: [0x1f, 0x29, 0x37] };

/** The plot's edges in pixels, as the axes show them. */
const plot = { left: 156, right: 1540, top: 144, bottom: 792 };

const pixelAt = ({ data, width }: PNG, x: number, y: number): number[] => [
  ...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 3),
];

const isNear = (pixel: readonly number[], color: readonly number[]): boolean =>
  pixel.every((channel, index) => Math.abs(channel - (color[index] ?? 0)) < 40);

/** The rows of pixels that have the color in a column of the plot. */
const heightsOf = (picture: PNG, x: number, color: readonly number[]): number[] =>
  Array.from({ length: plot.bottom - plot.top + 1 }, (_, index) => plot.top + index).filter((y) =>
    isNear(pixelAt(picture, Math.round(x), y), color),
  );

const middleOf = (heights: readonly number[]): number =>
  heights.reduce((sum, height) => sum + height / heights.length, 0);

const share = (from: number, to: number, part: number): number => from + (to - from) * part;

describe("the chart as a PNG", () => {
  it("has its curve where the data is", () => {
    // From 0 to 2 in steps of 0.5: the axis begins at 0, since the lowest value is below half of the highest.
    const { picture } = chartOf(
      rowsOf("train_loss", [
        [0, 2],
        [50, 1],
        [100, 0.5],
      ]),
    );
    expect([picture.width, picture.height]).toEqual([1600, 900]);
    for (const [part, value] of [
      [0.25, 1.5],
      [0.5, 1],
      [0.75, 0.75],
    ] as const) {
      const heights = heightsOf(picture, share(plot.left, plot.right, part), colors.training);
      expect(heights.length).toBeGreaterThan(2);
      expect(middleOf(heights)).toBeCloseTo(share(plot.bottom, plot.top, value / 2), -0.6);
    }
  });

  it("draws validation with gaps, so that it is told apart without its color", () => {
    const rows = [0, 1000].map((step) => ({ step, values: { train_loss: 4, valid_loss: 1 } }));
    const { picture } = chartOf(rows);
    const columns = Array.from({ length: 400 }, (_, index) => plot.left + 200 + index);
    const drawn = (color: number[]) => columns.filter((x) => heightsOf(picture, x, color).length > 0).length;
    expect(drawn(colors.training)).toBe(400);
    expect(drawn(colors.validation)).toBeGreaterThan(200);
    expect(drawn(colors.validation)).toBeLessThan(330);
  });

  it("shows in its legend the lines as they are drawn", () => {
    const rows = [0, 1000].map((step) => ({ step, values: { train_loss: 4, valid_loss: 1 } }));
    const { picture } = chartOf(rows);
    const drawn = (color: number[]) =>
      Array.from({ length: picture.width }, (_, x) => x).filter((x) =>
        isNear(pixelAt(picture, x, 100), color),
      );
    expect(drawn(colors.training).length).toBeGreaterThan(60);
    expect(drawn(colors.validation).length).toBeGreaterThan(30);
    expect(drawn(colors.validation)[0]).toBeGreaterThan(drawn(colors.training).at(-1) ?? 0);
  });

  it("marks the best step", () => {
    const { picture } = chartOf(
      rowsOf("train_loss", [
        [0, 2],
        [50, 1],
        [100, 1.5],
      ]),
    );
    const middle = (plot.left + plot.right) / 2;
    expect(heightsOf(picture, middle, colors.best).length).toBeGreaterThan(150);
    expect(heightsOf(picture, middle + 300, colors.best).length).toBeLessThan(60);
  });

  it("keeps the peak of a curve with more points than pixels", () => {
    const points = Array.from({ length: 20_000 }, (_, step) => [step, step === 5000 ? 10 : 1] as const);
    const { picture, svg } = chartOf(rowsOf("train_loss", points));
    const peak = share(plot.left, plot.right, 5000 / 19_999);
    const heights = [-1, 0, 1].flatMap((offset) => heightsOf(picture, peak + offset, colors.training));
    expect(Math.min(...heights)).toBeLessThan(plot.top + 6);
    expect(svg.length).toBeLessThan(60_000);
  });

  test.each<[string, MetricsRow[]]>([
    ["one point", rowsOf("train_loss", [[7, 1.5]])],
    [
      "a constant",
      rowsOf("valid_loss", [
        [1, 0.5],
        [2, 0.5],
      ]),
    ],
    [
      "nothing but zeros",
      rowsOf("train_mean_reward", [
        [1, 0],
        [2, 0],
      ]),
    ],
    [
      "negative values",
      rowsOf("train_mean_reward", [
        [1, -3],
        [2, -1],
      ]),
    ],
    [
      "values too small for digits",
      rowsOf("train_loss", [
        [1, 3e-300],
        [2, 1e-300],
      ]),
    ],
    [
      "values too large for an axis beside others",
      rowsOf("train_loss", [
        [1, 1e308],
        [2, 5],
        [3, 4],
      ]),
    ],
    [
      "steps that no training has",
      rowsOf("train_loss", [
        [1, 5],
        [1e15, 4],
      ]),
    ],
    [
      "steps that are fractions",
      rowsOf("train_loss", [
        [0.25, 5],
        [0.75, 4],
      ]),
    ],
    [
      "a difference of a rounding",
      rowsOf("train_loss", [
        [1, 0.1 + 0.2],
        [2, 0.3],
      ]),
    ],
    [
      "columns that nobody knows",
      rowsOf("errors/<graders>/x", [
        [1, 5],
        [2, 4],
      ]),
    ],
  ])("can be drawn of %s", (_case, rows) => {
    const { picture, svg } = chartOf(rows);
    const color = Buffer.from([...colors.training, 255]);
    expect(picture.data.indexOf(color)).toBeGreaterThan(0);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  });

  it("is left out where there is nothing to draw", () => {
    expect(() => chartOf([])).toThrow("There is no chart.");
    expect(() => chartOf([{ step: 1, values: { note: "warm-up", train_loss: null } }])).toThrow();
  });
});

/** The names of the elements of an XML text in their order, closed as they have to be. */
const elementsOf = (xml: string): string[] => {
  const open: string[] = [];
  const names: string[] = [];
  const rest = xml.replace(
    /<(\/?)([a-z]+)((?: [\w:-]+="[^"<&]*")*)(\/?)>/g,
    (_all, end, name: string, _attributes, self) => {
      if (end) expect(open.pop()).toBe(name);
      else {
        names.push(name);
        if (!self) open.push(name);
      }
      return "";
    },
  );
  expect(open).toEqual([]);
  expect(rest.replace(/&(?:amp|lt|gt|quot|#39);/g, "")).not.toMatch(/[<>&]/);
  return names;
};

describe("the chart as an SVG", () => {
  it("is well-formed whatever the job is called, and says what it shows", () => {
    const name = `ft<job>&"'\u0000\u0008\uD800 ]]> <script>`;
    const { svg, description } = chartOf(
      rowsOf("train_loss", [
        [1, 2],
        [2, 1],
      ]),
      name,
    );
    const names = elementsOf(svg);
    expect(names.slice(0, 4)).toEqual(["svg", "title", "desc", "rect"]);
    expect(names).not.toContain("script");
    expect(svg).toContain('<title id="chart-title">Training of ft&lt;job&gt;&amp;&quot;&#39;');
    expect(svg.isWellFormed()).toBe(true);
    expect(svg).toContain('aria-labelledby="chart-title chart-description"');
    expect(description).toContain("The best train_loss is 1, at step 2.");
  });

  it("shows what the PNG shows", () => {
    const { svg } = chartOf(
      rowsOf("train_loss", [
        [0, 2],
        [50, 1],
        [100, 0.5],
      ]),
    );
    expect(svg).toContain('<path d="M78 72L424 234L770 315" fill="none" stroke="#1d4ed8" stroke-width="2"/>');
    expect(svg.match(/<circle/g)).toHaveLength(4);
  });
});

test.each<[what: string, points: ReadonlyArray<readonly [step: number, value: number]>]>([
  [
    "the least numbers",
    [
      [1, 1e-320],
      [2, 2e-320],
      [3, -5e-324],
    ],
  ],
  [
    "the last steps that can be told apart",
    [
      [2 ** 53 - 4, 1],
      [2 ** 53 - 3, 2],
      [2 ** 53 - 2, 1.5],
    ],
  ],
  [
    "a step beyond them",
    [
      [1, 3],
      [2, 2],
      [2 ** 53 + 2, 1],
      [1e99, 0.5],
    ],
  ],
])("a chart has its place for %s", (_what, points) => {
  const { svg } = chartOf(rowsOf("train_loss", points));
  const numbers = [...svg.matchAll(/ (?:x|y|x1|x2|y1|y2|cx|cy)="([^"]*)"/g)].map(([, text]) => Number(text));
  expect(numbers.length).toBeGreaterThan(20);
  for (const number of numbers) expect(number >= 0 && number <= 800).toBe(true);
  expect(svg).not.toMatch(/NaN|Infinity/);
});
