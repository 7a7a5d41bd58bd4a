/** Draws the latencies of a server's answers in milliseconds, one after the other: lognormal, as those of models are. */
export const latencies = ({ seed, medianLatencyMs }: { seed: number; medianLatencyMs: number }) => {
  let state = seed;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 1) / 4_294_967_297;
  };
  return (): number => {
    const gauss = Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
    return medianLatencyMs * Math.exp(gauss / 2);
  };
};
