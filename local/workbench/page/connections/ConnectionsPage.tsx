/** The page Connections. */
export const ConnectionsPage = () => <h1>Connections</h1>;
