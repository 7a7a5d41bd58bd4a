import { shapeRows } from "./shapeRows";

/** The declared shape of what a part gives. */
export const ShapeTable = ({ schema }: { schema: unknown }) => {
  const rows = shapeRows(schema);
  if (rows.length === 0) return <p class="quiet">The shape says nothing of properties.</p>;
  return (
    <table class="shape-table">
      <thead>
        <tr>
          <th scope="col">Property</th>
          <th scope="col">Type</th>
          <th scope="col">What it is</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ path, type, description }) => (
          <tr key={path}>
            <td>
              <code>{path}</code>
            </td>
            <td>{type}</td>
            <td>{description}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
