/** How samples of 16 bits follow each other. */
export interface SampleLayout {
  bytesPerSecond: number;
  /** Bytes of one sample of all channels. */
  frameBytes: number;
}

/** The services' PCM: 24,000 samples of 16 bits in a second, one channel (service reference). */
export const pcmLayout: SampleLayout = { bytesPerSecond: 48_000, frameBytes: 2 };

/** The loudest sample of silence: 1 % of the loudest that there is, below the noise of a quiet room. */
const quietest = 327;
/** Silence that stays on each side of a join: together a pause between two sentences. */
const keptSeconds = 0.15;

const isLoud = (samples: Buffer, at: number): boolean => Math.abs(samples.readInt16LE(at)) > quietest;

/** Cuts silence of more than a moment off the start or the end of samples; nothing but silence stays as it is. */
export const trimSilence = (
  samples: Buffer,
  { bytesPerSecond, frameBytes }: SampleLayout,
  { start, end }: { start: boolean; end: boolean },
): Buffer => {
  const whole = samples.length - (samples.length % 2);
  let first = 0;
  while (start && first < whole && !isLoud(samples, first)) first += 2;
  if (first >= whole) return samples;
  let last = whole - 2;
  while (end && last > first && !isLoud(samples, last)) last -= 2;
  const kept = Math.round(keptSeconds * bytesPerSecond);
  const from = start ? Math.max(0, first - kept) : 0;
  const to = end ? Math.min(samples.length, last + 2 + kept) : samples.length;
  return samples.subarray(from - (from % frameBytes), to - (to % frameBytes));
};
