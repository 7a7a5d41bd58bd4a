import { timeArea } from "./drawTimeline";

/** A drag of fewer pixels is a click. */
const leastPixels = 4;

/** Places from 0 to 1, from where a drag began to where it is. */
export type Selection = [number, number];

interface DragHandlers {
  onPointerDown(event: PointerEvent): void;
  onPointerMove(event: PointerEvent): void;
  onPointerUp(event: PointerEvent): void;
  onPointerCancel(): void;
}

const placeOf = (event: PointerEvent): number => {
  const canvas = event.currentTarget as HTMLCanvasElement;
  const area = timeArea(canvas.clientWidth);
  return (event.offsetX - area.x) / area.width;
};

/**
 * Lets a stretch of a canvas be dragged over.
 * @param selection - what is dragged over at the moment, to be drawn
 */
export const dragHandlers = (
  selection: { current: Selection | undefined },
  choose: (from: number, to: number) => void,
): DragHandlers => ({
  onPointerDown: (event) => {
    if (event.button !== 0) return;
    (event.currentTarget as HTMLCanvasElement).setPointerCapture(event.pointerId);
    const place = placeOf(event);
    selection.current = [place, place];
  },
  onPointerMove: (event) => {
    if (selection.current) selection.current = [selection.current[0], placeOf(event)];
  },
  onPointerUp: (event) => {
    const [from, to] = selection.current ?? [0, 0];
    selection.current = undefined;
    const { clientWidth } = event.currentTarget as HTMLCanvasElement;
    if (Math.abs(to - from) * timeArea(clientWidth).width >= leastPixels) choose(from, to);
  },
  onPointerCancel: () => {
    selection.current = undefined;
  },
});
