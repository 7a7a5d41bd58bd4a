import { execFileSync } from "node:child_process";
import path from "node:path";
import { buildBestEmptyBundle, buildWholeEmptyBundle } from "./buildEmpty";
import { plainEnvironment } from "./plainEnvironment";
import { connectionTo, question, questionBody } from "./question";
import { bundleOf } from "./sizes";
import { type Claim, median, printTable } from "./statistics";
import { withServer } from "./withServer";

const rounds = 31;
const nanosecondsPerMillisecond = 1e6;

/** What a fresh process starts with. */
interface Start {
  name: string;
  /** The script in `child` that loads the bundle and asks the question. */
  script: string;
  /** The bundle. */
  file: string;
}

/** Milliseconds from before the process exists to its first answer. */
const startMs = ({ script, file }: Start, url: string, environment: NodeJS.ProcessEnv): number => {
  const argument = JSON.stringify({
    file,
    url,
    connection: connectionTo(url),
    question,
    body: JSON.stringify(questionBody),
  });
  const started = process.hrtime.bigint();
  const answered = execFileSync(process.execPath, [path.join(__dirname, "child", script), argument], {
    encoding: "utf8",
    env: environment,
  });
  return Number(BigInt(answered) - started) / nanosecondsPerMillisecond;
};

/** One sample of each in turn, so that what slows the machine slows all; the first round warms the file cache. */
const sample = (starts: readonly Start[], url: string): number[][] => {
  const environment = plainEnvironment();
  const times = starts.map(() => [] as number[]);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, start] of starts.entries()) {
      const time = startMs(start, url, environment);
      if (round > 0) times[index]?.push(time);
    }
  }
  return times;
};

/**
 * Measures how long it takes from nothing to the first answer of Create Chat Completion, beside a process that loads
 * an empty component and posts the same question with `node:http` alone.
 */
export const benchStart = async (dist: string): Promise<Claim[]> => {
  const whole = await buildWholeEmptyBundle();
  const empty = await buildBestEmptyBundle();
  const starts: Start[] = [
    { name: "empty with whole libraries, and one POST", script: "firstPost.cjs", file: whole.file },
    { name: "empty, and one POST", script: "firstPost.cjs", file: empty.file },
    { name: "this connector, and one action", script: "firstChat.cjs", file: bundleOf(dist) },
  ];
  const times = await withServer("instantServer", async (url) => sample(starts, url));
  const medians = times.map(median);
  const [base = Number.NaN, , ours = Number.NaN] = medians;
  console.log(`From nothing to the first answer, median of ${rounds}`);
  printTable(
    ["process", "ms", "fastest ms", "ratio"],
    starts.map(({ name }, index) => [
      name,
      (medians[index] ?? Number.NaN).toFixed(1),
      Math.min(...(times[index] ?? [])).toFixed(1),
      ((medians[index] ?? Number.NaN) / base).toFixed(3),
    ]),
  );
  return [
    {
      name: "start, times an empty component with whole libraries and one POST",
      value: ours / base,
      limit: 1.4,
      bound: "most",
    },
  ];
};
