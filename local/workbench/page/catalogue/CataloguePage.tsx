/** The page Catalogue. */
export const CataloguePage = () => <h1>Catalogue</h1>;
