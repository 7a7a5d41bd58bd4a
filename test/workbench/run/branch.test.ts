import { seededRandom } from "../../../local/endpoint/server/seededRandom";
import { Branch, pageSize } from "../../../local/workbench/page/results/Branch";
import { moveInTree } from "../../../local/workbench/page/results/moveInTree";
import type { ResultNode } from "../../../local/workbench/wire/run";

/** A value of lists in lists, whose entries are all loaded. */
const load = (branch: Branch, size: number): void => {
  for (let page = 0; page * pageSize < branch.size; page += 1) {
    const length = Math.min(pageSize, branch.size - page * pageSize);
    const node: ResultNode = { kind: "list", size };
    branch.put(
      page,
      Array.from({ length }, (_, index) => ({ name: String(page * pageSize + index), node })),
    );
  }
};

/** Every row as the path of its entry, written down one by one. */
const allPaths = (branch: Branch): string[] =>
  Array.from({ length: branch.size }, (_, index) => {
    const own = branch.pathOf(index)?.join(".") ?? "?";
    const inside = branch.branchAt(index);
    return [own, ...(inside ? allPaths(inside) : [])];
  }).flat();

const pathAt = (top: Branch, place: number): string | undefined => {
  const row = top.rowAt(place);
  return row?.parent.pathOf(row.index)?.join(".");
};

test.each([1, 2, 3, 4, 5, 6])("rows are found at their places, whatever is open (seed %i)", (seed) => {
  const random = seededRandom(seed);
  const below = (most: number): number => Math.floor(random() * most);
  const top = new Branch([], 450);
  load(top, 7);
  for (let step = 0; step < 60; step += 1) {
    const row = top.rowAt(below(top.rows));
    if (!row) throw new Error("There is a row at each place.");
    if (row.branch && below(3) === 0) row.parent.collapse(row.index);
    else load(row.parent.expand(row.index) ?? top, 3);
    const paths = allPaths(top);
    expect(top.rows).toBe(paths.length);
    const place = below(paths.length);
    expect(pathAt(top, place)).toBe(paths[place]);
    const found = top.rowAt(place);
    expect(found && top.placeOf(found.parent, found.index)).toBe(place);
  }
  expect(top.rowAt(top.rows)).toBeUndefined();
  expect(top.rowAt(-1)).toBeUndefined();
});

test("arrow keys open, go in, go out and close", () => {
  const top = new Branch([], 3);
  load(top, 2);
  expect(moveInTree("ArrowRight", 1, top)).toEqual({ toggle: true });
  const inside = top.expand(1);
  if (inside) load(inside, 0);
  expect(moveInTree("ArrowRight", 1, top)).toEqual({ to: 2 });
  expect(moveInTree("ArrowRight", 2, top)).toEqual({});
  expect(moveInTree("ArrowLeft", 3, top)).toEqual({ to: 1 });
  expect(moveInTree("ArrowLeft", 1, top)).toEqual({ toggle: true });
  expect(moveInTree("End", 0, top)).toEqual({ to: 4 });
  expect(moveInTree("ArrowUp", 0, top)).toEqual({ to: 0 });
  expect(moveInTree("x", 0, top)).toBeUndefined();
});
