/** A sentence on what went wrong and what to do. */
export const Problem = ({ sentence }: { sentence: string }) => (
  <p class="problem" role="alert">
    {sentence}
  </p>
);
