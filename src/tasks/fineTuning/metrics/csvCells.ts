/**
 * The cells of a line with commas, without the blanks around them; a cell in quotation marks may hold commas, and two
 * such marks for one.
 * @param most - how many cells are read
 */
export const csvCells = (line: string, most: number): string[] => {
  if (!line.includes('"')) return line.split(",", most).map((cell) => cell.trim());
  const cells: string[] = [];
  let at = 0;
  while (at <= line.length && cells.length < most) {
    let cell = "";
    while (line[at] === " ") at += 1;
    while (line[at] === '"') {
      const end = line.indexOf('"', at + 1);
      cell += line.slice(at + 1, end < 0 ? line.length : end);
      at = end < 0 ? line.length : end + 1;
      if (line[at] === '"') cell += '"';
    }
    const comma = line.indexOf(",", at);
    const end = comma < 0 ? line.length : comma;
    cells.push((cell + line.slice(at, end)).trim());
    at = end + 1;
  }
  return cells;
};
