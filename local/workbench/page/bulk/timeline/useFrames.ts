import { useEffect, useRef } from "preact/hooks";

/**
 * Calls a function with each frame of the browser in which there is something to draw.
 * @param isDue - true where there is, asked before each frame
 */
export const useFrames = (isDue: () => boolean, draw: () => void): void => {
  const latest = useRef({ isDue, draw });
  latest.current = { isDue, draw };
  useEffect(() => {
    let frame = 0;
    const next = (): void => {
      if (latest.current.isDue()) latest.current.draw();
      frame = requestAnimationFrame(next);
    };
    frame = requestAnimationFrame(next);
    return () => cancelAnimationFrame(frame);
  }, []);
};
