/** The page Take along. */
export const TakeAlongPage = () => <h1>Take along</h1>;
