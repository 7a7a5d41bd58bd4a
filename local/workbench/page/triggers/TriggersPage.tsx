/** The page Triggers. */
export const TriggersPage = () => <h1>Triggers</h1>;
