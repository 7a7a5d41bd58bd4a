/** A place on a drawing, from its upper left corner. */
export type Point = readonly [x: number, y: number];

/** What a marker looks like. */
export type MarkerShape = "circle" | "square" | "diamond";

/** A part of a drawing; colors are #rrggbb, lengths in units of the drawing. */
export type Mark =
  | {
      kind: "line";
      points: readonly Point[];
      color: string;
      width: number;
      dash?: readonly [on: number, off: number];
    }
  | { kind: "marker"; at: Point; shape: MarkerShape; radius: number; color: string }
  | { kind: "text"; at: Point; text: string; anchor: "start" | "middle" | "end"; color: string };

/** A drawing on white, as data: the SVG and the PNG show the same. */
export interface Scene {
  width: number;
  height: number;
  title: string;
  /** What the drawing shows, for who can't see it. */
  description: string;
  marks: readonly Mark[];
}

/** What one character of a text takes, in units of the drawing: texts have a fixed pitch. */
export const characterWidth = 8;
/** The height of a capital letter. */
export const capitalHeight = 9;
