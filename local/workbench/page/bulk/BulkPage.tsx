/** The page Bulk. */
export const BulkPage = () => <h1>Bulk</h1>;
