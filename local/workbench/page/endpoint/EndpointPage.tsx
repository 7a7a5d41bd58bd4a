/** The page Endpoint. */
export const EndpointPage = () => <h1>Endpoint</h1>;
