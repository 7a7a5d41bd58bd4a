import { useRef } from "preact/hooks";
import { timeArea } from "./drawTimeline";

/** A drag of fewer pixels is a click. */
const leastPixels = 4;

type Selection = [number, number];

interface Drag {
  /** Places from 0 to 1, from where the drag began to where it is. */
  selection: { current: Selection | undefined };
  handlers: {
    onPointerDown(event: PointerEvent): void;
    onPointerMove(event: PointerEvent): void;
    onPointerUp(event: PointerEvent): void;
    onPointerCancel(): void;
  };
}

const placeOf = (event: PointerEvent): number => {
  const canvas = event.currentTarget as HTMLCanvasElement;
  const area = timeArea(canvas.clientWidth);
  return (event.offsetX - area.x) / area.width;
};

/** Lets a stretch of a canvas be dragged over. */
export const useDrag = (changed: () => void, choose: (from: number, to: number) => void): Drag => {
  const selection = useRef<Selection | undefined>(undefined);
  const end = (): void => {
    selection.current = undefined;
    changed();
  };
  return {
    selection,
    handlers: {
      onPointerDown: (event) => {
        if (event.button !== 0) return;
        (event.currentTarget as HTMLCanvasElement).setPointerCapture(event.pointerId);
        const place = placeOf(event);
        selection.current = [place, place];
      },
      onPointerMove: (event) => {
        if (!selection.current) return;
        selection.current = [selection.current[0], placeOf(event)];
        changed();
      },
      onPointerUp: (event) => {
        const [from, to] = selection.current ?? [0, 0];
        end();
        const { clientWidth } = event.currentTarget as HTMLCanvasElement;
        if (Math.abs(to - from) * timeArea(clientWidth).width >= leastPixels) choose(from, to);
      },
      onPointerCancel: end,
    },
  };
};
